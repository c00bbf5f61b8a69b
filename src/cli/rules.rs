//! `kansa rules`: lists the rules.

use super::args::RulesCommandArgs;
use super::{Failure, IN_ORDER, output, ruleset};
use crate::rules::Extent;

pub(super) fn run(args: &RulesCommandArgs) -> Result<u8, Failure> {
    let rules = ruleset::of_call(&args.rules, Extent::Rules)?;
    output::write(args.output_file.as_deref(), |out| args.format.write(&rules, output::width(), out))?;
    Ok(IN_ORDER)
}
