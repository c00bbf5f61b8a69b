//! A folder that holds some files, for tests that run the program on it.

use std::fs;

use tempfile::TempDir;

/// A new folder with files of these names and texts; it is removed when it is dropped.
pub(crate) fn holding(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("the folder");
        fs::write(path, text).expect("the file");
    }
    folder
}
