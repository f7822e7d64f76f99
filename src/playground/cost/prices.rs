//! A few hourly prices to begin with. They change, and differ by Region: the person's own number counts.

use crate::language::marked;

/// Where the prices are from, and from when; in English.
pub const PRICES_SOURCE: &str =
    marked!("Syne Tune's list of on-demand prices (Apache-2.0), as of March 2024; yours may differ");

/// On-demand price of an instance in US dollars an hour. From Syne Tune, `instance-types-cost.csv`; its rows for g5 are left
/// out, since they are EC2's prices and not SageMaker's.
pub const LISTED_PRICES: [(&str, f64); 24] = [
    ("ml.c4.xlarge", 0.279),
    ("ml.c4.2xlarge", 0.557),
    ("ml.c5.xlarge", 0.238),
    ("ml.c5.2xlarge", 0.476),
    ("ml.c5.4xlarge", 0.952),
    ("ml.c5.9xlarge", 2.142),
    ("ml.g4dn.xlarge", 0.736),
    ("ml.g4dn.2xlarge", 1.053),
    ("ml.g4dn.4xlarge", 1.686),
    ("ml.g4dn.8xlarge", 3.046),
    ("ml.g4dn.12xlarge", 5.477),
    ("ml.m4.xlarge", 0.28),
    ("ml.m4.2xlarge", 0.56),
    ("ml.m4.4xlarge", 1.12),
    ("ml.m5.large", 0.134),
    ("ml.m5.xlarge", 0.269),
    ("ml.m5.2xlarge", 0.538),
    ("ml.m5.4xlarge", 1.075),
    ("ml.m5.12xlarge", 3.226),
    ("ml.p2.xlarge", 1.125),
    ("ml.p2.8xlarge", 8.64),
    ("ml.p3.2xlarge", 3.825),
    ("ml.p3.8xlarge", 14.688),
    ("ml.p3.16xlarge", 28.152),
];

/// The price of an instance type, where it is listed.
pub fn listed_price(instance_type: &str) -> Option<f64> {
    LISTED_PRICES.iter().find(|(name, _)| *name == instance_type).map(|(_, price)| *price)
}
