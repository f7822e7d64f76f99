//! Every request in every form, written for the tools that take them (tests/aws); and what a form leaves out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod cases;

use cases::cases;
use serde_json::{Value, json};
use std::path::Path;
use tuneground::export::{Format, export, left_out};
use tuneground::sagemaker::Request;

fn case(name: &str) -> Request {
    cases().into_iter().find(|(known, _)| known == name).unwrap().1
}

fn paths(request: &Request, format: Format) -> Vec<String> {
    left_out(request, format).into_iter().map(|left| left.path).collect()
}

#[test]
fn every_request_is_written_in_every_form() {
    for (name, request) in cases() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/export-formats").join(&name);
        std::fs::create_dir_all(&folder).unwrap();
        let mut left = serde_json::Map::new();
        for format in Format::ALL {
            let text = export(&request, format);
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{name} as {}", format.id());
            std::fs::write(folder.join(format!("request{}", format.file_end())), text).unwrap();
            left.insert(format.id().to_owned(), paths(&request, format).into());
        }
        std::fs::write(folder.join("left-out.json"), Value::Object(left).to_string()).unwrap();
    }
}

#[test]
fn formats_have_names_and_file_ends_of_their_own() {
    let sets = [Format::id, Format::title, Format::file_end]
        .map(|word| Format::ALL.map(word).into_iter().collect::<std::collections::BTreeSet<_>>());
    assert!(sets.iter().all(|set| set.len() == Format::ALL.len()), "{sets:?}");
    assert!(Format::ALL.into_iter().all(|format| Format::parse(format.id()) == Some(format)));
}

#[test]
fn what_a_form_has_no_place_for_is_listed_and_said_in_its_text() {
    for (name, request) in cases() {
        for format in [Format::SdkV2, Format::SdkV3, Format::Terraform] {
            let text = export(&request, format);
            for left in left_out(&request, format) {
                assert!(text.contains(&format!("#   {}\n", left.path)), "{name} as {}: {}", format.id(), left.path);
                assert_eq!(left.carried, format != Format::Terraform);
            }
        }
    }
    assert_eq!(paths(&case("unknown"), Format::Json), [""; 0]);
    for format in [Format::SdkV2, Format::SdkV3, Format::Terraform] {
        assert_eq!(paths(&case("unknown"), format), ["TrainingJobDefinition.NewMember"], "{}", format.id());
    }
    let lost = [
        "HyperParameterTuningJobConfig.ParameterRanges",
        "TrainingJobDefinition.DefinitionName",
        "TrainingJobDefinition.TuningObjective",
        "TrainingJobDefinition.StaticHyperParameters.momentum",
    ];
    for format in [Format::SdkV2, Format::SdkV3] {
        let found: std::collections::BTreeSet<String> = paths(&case("lost"), format).into_iter().collect();
        assert_eq!(found, lost.iter().map(|path| (*path).to_owned()).collect(), "{}", format.id());
    }
    assert_eq!(paths(&case("several"), Format::SdkV3), ["TrainingJobDefinitions"]);
}

#[test]
fn presets_need_nothing_beyond_the_sdk() {
    for preset in ["early-stopping", "iris", "grid", "target", "not-improving", "out-of-time"] {
        for format in [Format::SdkV2, Format::SdkV3, Format::Terraform] {
            assert_eq!(paths(&case(preset), format), [""; 0], "{preset} as {}", format.id());
        }
        assert!(!export(&case(preset), Format::SdkV2).contains("BEYOND"), "{preset}");
    }
}

#[test]
fn an_algorithm_by_name_becomes_an_algorithm_estimator() {
    let text = export(&case("algorithm"), Format::SdkV2);
    assert!(text.contains("from sagemaker.algorithm import AlgorithmEstimator\n"), "{text}");
    assert!(text.contains("AlgorithmEstimator(\n        algorithm_arn=\"arn:aws:sagemaker:"), "{text}");
    assert!(!text.contains("import Estimator"), "{text}");
}

#[test]
fn a_request_without_a_definition_says_so() {
    let bare = json!({
        "HyperParameterTuningJobName": "bare",
        "HyperParameterTuningJobConfig": { "Strategy": "Random", "ResourceLimits": { "MaxParallelTrainingJobs": 1 } },
    });
    let request = Request::from_json(bare).unwrap();
    for format in [Format::SdkV2, Format::SdkV3] {
        assert!(export(&request, format).starts_with("raise SystemExit(\"The request has no training job definition"));
        assert!(left_out(&request, format).iter().all(|left| !left.carried));
        assert_eq!(left_out(&request, format).len(), 2);
    }
    for format in Format::ALL {
        assert!(!export(&request, format).is_empty());
    }
}
