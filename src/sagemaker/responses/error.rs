//! AWS's errors, by AWS's names.

use std::fmt;

/// The errors that operations on tuning jobs answer with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiErrorKind {
    /// The request is wrong, or the tuning job is in no state for it.
    ValidationException,
    /// The name is taken.
    ResourceInUse,
    /// There is no such job.
    ResourceNotFound,
    /// A quota is reached.
    ResourceLimitExceeded,
}

impl ApiErrorKind {
    /// AWS's name: the `name` of a JavaScript error.
    pub fn name(self) -> &'static str {
        match self {
            Self::ValidationException => "ValidationException",
            Self::ResourceInUse => "ResourceInUse",
            Self::ResourceNotFound => "ResourceNotFound",
            Self::ResourceLimitExceeded => "ResourceLimitExceeded",
        }
    }
}

/// An operation's error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// AWS's name for it.
    pub kind: ApiErrorKind,
    /// What is wrong and what would be right.
    pub message: String,
}

impl ApiError {
    /// A wrong request, or a tuning job in no state for it.
    pub fn validation(message: impl Into<String>) -> Self {
        Self { kind: ApiErrorKind::ValidationException, message: message.into() }
    }

    /// A job that is not there.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self { kind: ApiErrorKind::ResourceNotFound, message: message.into() }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.name(), self.message)
    }
}

impl std::error::Error for ApiError {}
