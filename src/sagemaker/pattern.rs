//! The patterns that AWS's service model has for texts. A text must match as a whole.

use crate::language::{marked, text};
use regex_lite::Regex;
use std::sync::OnceLock;

macro_rules! patterns {
    ($($(#[$about:meta])* $name:ident = $model:literal, $words:expr;)*) => {
        /// A pattern of the service model.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Pattern {
            $($(#[$about])* $name,)*
        }

        impl Pattern {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The regular expression as it stands in the model.
            pub fn model(self) -> &'static str {
                match self {
                    $(Self::$name => $model,)*
                }
            }

            /// What matches, in words.
            pub fn words(self) -> &'static str {
                text(match self {
                    $(Self::$name => $words,)*
                })
            }
        }
    };
}

patterns! {
    /// A tuning job's name.
    TuningJobName = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,31}", marked!("letters, digits and hyphens, with a letter or digit at each end");
    /// A training job's name.
    TrainingJobName = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}", marked!("letters, digits and hyphens, with a letter or digit at each end");
    /// A part of a name.
    NameContains = r"[a-zA-Z0-9\-]+", marked!("letters, digits and hyphens");
    /// Text of at least a character, without a line break.
    OneLine = ".+", marked!("one line of text");
    /// Text without a line break.
    OneLineOrEmpty = ".*", marked!("one line of text");
    /// A tag's key or value.
    Tag = r"([\p{L}\p{Z}\p{N}_.:/=+\-@]*)", marked!("letters, digits, spaces and _ . : / = + - @");
    /// A training job definition's name.
    DefinitionName = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,63}", marked!("letters, digits and hyphens, with a letter or digit at each end");
    /// A role's ARN.
    RoleArn = r"arn:aws[a-z\-]*:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+",
        marked!("a role's ARN, such as arn:aws:iam::123456789012:role/SageMakerRole");
    /// An environment variable's name.
    EnvironmentName = "[a-zA-Z_][a-zA-Z0-9_]*", marked!("letters, digits and underscores, with a letter or underscore first");
    /// Any text.
    Any = r"[\S\s]*", marked!("any text");
    /// An algorithm's name or ARN.
    ArnOrName = r"(arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:[a-z\-]*\/)?([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)",
        marked!("a name of letters, digits and hyphens that does not end with a hyphen, or the ARN of an algorithm");
    /// A security group's or a subnet's id.
    VpcId = "[-0-9a-zA-Z]+", marked!("an id of letters, digits and hyphens");
    /// A key's id or ARN.
    KmsKeyId = "[a-zA-Z0-9:/_-]*", marked!("a key's id or ARN: letters, digits and : / _ -");
    /// An S3 address.
    S3Uri = "(https|s3)://([^/]+)/?(.*)", marked!("an S3 address, such as s3://bucket/folder");
    /// A channel's name.
    ChannelName = r"[A-Za-z0-9\.\-_]+", marked!("letters, digits, points, hyphens and underscores");
    /// A file system's id.
    FileSystemId = "(fs-[0-9a-f]{8,})", marked!("a file system's id, such as fs-0123456789abcdef0");
    /// A hub data set's ARN.
    HubDataSetArn = r"(arn:[a-z0-9-\.]{1,63}:sagemaker:\w+(?:-\w+)+:(\d{12}|aws):hub-content\/)[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}\/DataSet\/[a-zA-Z0-9](-*[a-zA-Z0-9]){0,63}(\/\d{1,4}.\d{1,4}.\d{1,4})?",
        marked!("the ARN of a data set in a hub");
    /// A training plan's ARN.
    TrainingPlanArn = r"arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:training-plan/.*",
        marked!("a training plan's ARN, such as arn:aws:sagemaker:us-west-2:123456789012:training-plan/name");
}

impl Pattern {
    /// True when the whole text matches.
    pub fn matches(self, text: &str) -> bool {
        match self {
            Self::Any => true,
            Self::OneLine => !text.is_empty() && !text.contains('\n'),
            Self::OneLineOrEmpty => !text.contains('\n'),
            Self::Tag => text.chars().all(is_of_a_tag),
            Self::ArnOrName => !text.ends_with('-') && self.regex().is_none_or(|regex| regex.is_match(text)),
            _ => self.regex().is_none_or(|regex| regex.is_match(text)),
        }
    }

    /// `None` for a pattern that the engine does not know; a test compiles them all.
    fn regex(self) -> Option<&'static Regex> {
        static COMPILED: [OnceLock<Option<Regex>>; Pattern::ALL.len()] =
            [const { OnceLock::new() }; Pattern::ALL.len()];
        COMPILED[self as usize]
            .get_or_init(|| {
                // The engine does not look behind; `matches` does it.
                let pattern = self.model().trim_end_matches("(?<!-)");
                Regex::new(&format!("^(?:{pattern})$")).ok()
            })
            .as_ref()
    }
}

/// `\p{L}`, `\p{Z}`, `\p{N}`, and some signs.
fn is_of_a_tag(character: char) -> bool {
    let is_separator = matches!(
        character,
        ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    );
    character.is_alphabetic() || character.is_numeric() || is_separator || "_.:/=+-@".contains(character)
}
