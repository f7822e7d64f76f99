//! A request in every form: whatever texts it has, they are written so that they end where they should.

use super::json_path::assert_path;
use super::yaml::assert_yaml;
use serde_json::Value;
use tuneground::export::{Format, export, left_out};
use tuneground::sagemaker::{Request, parse_text, request_of_described};

/// Every form is a text; those that are read back here are the same request.
pub fn check(text: &str) {
    let Ok(value) = parse_text(text) else { return };
    let value = value.get("Request").unwrap_or(&value).clone();
    let Ok(request) = Request::from_json(request_of_described(value)) else { return };
    for format in Format::ALL {
        let written = export(&request, format);
        assert!(written.ends_with('\n') && !written.ends_with("\n\n"), "{format:?}: {written}");
        for left in left_out(&request, format) {
            assert_path(&left.path);
        }
        match format {
            Format::Json => assert_eq!(serde_json::from_str::<Value>(&written).ok(), Some(request.to_json())),
            Format::StepFunctions => assert!(serde_json::from_str::<Value>(&written).is_ok(), "{written}"),
            Format::Yaml => assert_yaml(&request),
            _ => {}
        }
    }
}
