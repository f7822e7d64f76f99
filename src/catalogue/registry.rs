//! Where AWS keeps the images: an account per Region and family of algorithms.
//!
//! Sources, which agree wherever both speak: the developer guide's pages `ecr-<region>` (25 Regions, June 2023) and the
//! registries in SageMaker's Python SDK (`image_uri_config`, August 2026). The Regions that are only in the second are marked.
//! The isolated Regions of the United States (`us-iso…`), which have domains of their own, are left out.

use super::table::{Algorithm, Image};

/// Whose registry an image is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registry {
    /// Linear Learner, k-means and others of the first party.
    General,
    /// Images and text: BlazingText, `seq2seq`, the three of MXNet.
    ImagesAndText,
    /// DeepAR.
    DeepAr,
    /// LDA.
    Lda,
    /// The open-source XGBoost container.
    XgBoost,
}

/// A Region and its accounts.
#[derive(Debug, PartialEq, Eq)]
pub struct Region {
    /// The Region's name, such as `us-west-2`.
    pub name: &'static str,
    general: u64,
    images_and_text: u64,
    deepar: u64,
    lda: Option<u64>,
    xgboost: u64,
}

/// A Region with one account for all but LDA, which only some Regions have.
const fn region(name: &'static str, account: u64) -> Region {
    Region { name, general: account, images_and_text: account, deepar: account, lda: None, xgboost: account }
}

impl Region {
    const fn xgboost(self, account: u64) -> Self {
        Self { xgboost: account, ..self }
    }

    const fn lda(self, account: u64) -> Self {
        Self { lda: Some(account), ..self }
    }

    const fn images_and_deepar(self, images_and_text: u64, deepar: u64) -> Self {
        Self { images_and_text, deepar, ..self }
    }

    /// The account of a registry here; `None` where AWS has none.
    pub fn account(&self, registry: Registry) -> Option<u64> {
        match registry {
            Registry::General => Some(self.general),
            Registry::ImagesAndText => Some(self.images_and_text),
            Registry::DeepAr => Some(self.deepar),
            Registry::Lda => self.lda,
            Registry::XgBoost => Some(self.xgboost),
        }
    }

    /// The partition, as it stands in ARNs.
    pub fn partition(&self) -> &'static str {
        match self.name {
            name if name.starts_with("cn-") => "aws-cn",
            name if name.starts_with("us-gov-") => "aws-us-gov",
            _ => "aws",
        }
    }
}

/// The Regions, in the order of their names.
#[rustfmt::skip]
pub const REGIONS: &[Region] = &[
    region("af-south-1", 455_444_449_433).xgboost(510_948_584_623),
    region("ap-east-1", 286_214_385_809).xgboost(651_117_190_479),
    region("ap-northeast-1", 351_501_993_468).images_and_deepar(501_404_015_308, 633_353_088_612).lda(258_307_448_986).xgboost(354_813_040_037),
    region("ap-northeast-2", 835_164_637_446).images_and_deepar(306_986_355_934, 204_372_634_319).lda(293_181_348_795).xgboost(366_743_142_698),
    region("ap-northeast-3", 867_004_704_886),
    region("ap-south-1", 991_648_021_394).lda(991_648_021_394).xgboost(720_646_828_776),
    region("ap-south-2", 628_508_329_040), // The SDK alone.
    region("ap-southeast-1", 475_088_953_585).lda(475_088_953_585).xgboost(121_021_644_041),
    region("ap-southeast-2", 712_309_505_854).images_and_deepar(544_295_431_143, 514_117_268_639).lda(297_031_611_018).xgboost(783_357_654_285),
    region("ap-southeast-3", 951_798_379_941),
    region("ap-southeast-4", 106_583_098_589), // The SDK alone.
    region("ca-central-1", 469_771_592_824).lda(469_771_592_824).xgboost(341_280_168_497),
    region("ca-west-1", 190_319_476_487), // The SDK alone.
    region("cn-north-1", 390_948_362_332).xgboost(450_853_457_545),
    region("cn-northwest-1", 387_376_663_083).xgboost(451_049_120_500),
    region("eu-central-1", 664_544_806_723).images_and_deepar(813_361_260_812, 495_149_712_605).lda(353_608_530_281).xgboost(492_215_442_770),
    region("eu-central-2", 680_994_064_768), // The SDK alone.
    region("eu-north-1", 669_576_153_137).xgboost(662_702_820_516),
    region("eu-south-1", 257_386_234_256).xgboost(978_288_397_137),
    region("eu-south-2", 104_374_241_257), // The SDK alone.
    region("eu-west-1", 438_346_466_558).images_and_deepar(685_385_470_294, 224_300_973_850).lda(999_678_624_901).xgboost(141_502_667_606),
    region("eu-west-2", 644_912_444_149).lda(644_912_444_149).xgboost(764_974_769_150),
    region("eu-west-3", 749_696_950_732).xgboost(659_782_779_980),
    region("il-central-1", 898_809_789_911), // The SDK alone.
    region("me-central-1", 272_398_656_194), // The SDK alone.
    region("me-south-1", 249_704_162_688).xgboost(801_668_240_914),
    region("sa-east-1", 855_470_959_533).xgboost(737_474_898_029),
    region("us-east-1", 382_416_733_822).images_and_deepar(811_284_229_777, 522_234_722_520).lda(766_337_827_248).xgboost(683_313_688_378),
    region("us-east-2", 404_615_174_143).images_and_deepar(825_641_698_319, 566_113_047_672).lda(999_911_452_149).xgboost(257_758_044_811),
    region("us-gov-east-1", 237_065_988_967), // The SDK alone.
    region("us-gov-west-1", 226_302_683_700).lda(226_302_683_700).xgboost(414_596_584_902),
    region("us-west-1", 632_365_934_929).lda(632_365_934_929).xgboost(746_614_075_791),
    region("us-west-2", 174_872_318_107).images_and_deepar(433_757_028_032, 156_387_875_391).lda(266_724_342_769).xgboost(246_618_743_249),
];

/// The Region of this name.
pub(super) fn find(name: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|region| region.name == name)
}

/// The registry path of an algorithm's image, for `TrainingImage`: `None` for a Region without one, and for an algorithm of
/// JumpStart's, whose path is not documented.
pub fn training_image(algorithm: &Algorithm, region: &str) -> Option<String> {
    let Image::Registry { repository, registry, tag, .. } = algorithm.image else { return None };
    let region = find(region)?;
    let account = region.account(registry)?;
    let domain = if region.partition() == "aws-cn" { "amazonaws.com.cn" } else { "amazonaws.com" };
    Some(format!("{account:012}.dkr.ecr.{}.{domain}/{repository}:{tag}", region.name))
}
