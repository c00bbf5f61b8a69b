//! The referrals of `cases/` by their numbers.

pub(crate) const CASE_7: &str = "cases/2020-07-pia.yaml";
pub(crate) const CASE_8: &str = "cases/2020-08-eligibility.yaml";
pub(crate) const CASE_9: &str = "cases/2020-09-telework.yaml";
pub(crate) const CASE_10: &str = "cases/2020-10-vacant-houses.yaml";
pub(crate) const CASE_11: &str = "cases/2020-11-postnatal-care.yaml";
pub(crate) const CASE_12: &str = "cases/2020-12-hersys.yaml";
