//! The program `kansa`; see the library for what it does.

fn main() -> std::process::ExitCode {
    kansa::cli::main()
}
