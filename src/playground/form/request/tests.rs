//! The form knows every member, and its changes leave a request.

use super::edit::{self, item_of};
use super::{Base, Place, SECTIONS, entries, section_of, words};
use crate::playground::{Document, PRESETS, dry_run_document};
use crate::sagemaker::{HyperParameterTrainingJobDefinition, Member, Request, Shape, Wire};
use serde_json::json;

fn members(shape: Shape) -> &'static [Member] {
    let Shape::Object(members) = shape else { panic!("no structure") };
    members
}

/// Every member of the request, of its configuration and of a definition stands in one section.
#[test]
fn every_member_has_its_place() {
    let mut places: Vec<(Base, &str)> =
        SECTIONS.iter().flat_map(|section| section.entries.iter().map(|entry| (entry.base, entry.path))).collect();
    let count = places.len();
    places.sort_by_key(|(base, path)| (format!("{base:?}"), *path));
    places.dedup();
    assert_eq!(places.len(), count, "each once");
    let has = |bases: &[Base], path: &str| places.iter().any(|(base, own)| bases.contains(base) && *own == path);
    for member in members(Request::SHAPE) {
        match member.name {
            "HyperParameterTuningJobConfig" => {
                for member in members(member.shape) {
                    let path = format!("HyperParameterTuningJobConfig.{}", member.name);
                    assert!(has(&[Base::Request, Base::RequestOfOne], &path), "{path}");
                }
            }
            // The other places begin there.
            "TrainingJobDefinition" | "TrainingJobDefinitions" => {}
            name => assert!(has(&[Base::Request], name), "{name}"),
        }
    }
    for member in members(HyperParameterTrainingJobDefinition::SHAPE) {
        assert!(has(&[Base::Definition, Base::DefinitionOfSeveral], member.name), "{}", member.name);
    }
    for definition in [None, Some(1)] {
        let shown: usize = SECTIONS.iter().map(|section| entries(section, definition).len()).sum();
        assert_eq!(shown, count - if definition.is_some() { 2 } else { 3 }, "each entry is a member of the model");
    }
}

#[test]
fn every_member_has_help_and_a_label() {
    // The entries of the sections stand inside of them.
    fn is_never_shown(member: &Member) -> bool {
        let names = ["HyperParameterTuningJobConfig", "TrainingJobDefinition", "TrainingJobDefinitions"];
        names.contains(&member.name)
    }
    fn walk(shape: Shape, path: &str) {
        match shape {
            Shape::Object(members) => {
                for member in members {
                    let path = format!("{path}.{}", member.name);
                    let help = words::help(member);
                    assert!(help.len() > 5 && help.ends_with('.') && !help.contains("[`"), "{path}: {help}");
                    let label = words::label(member);
                    assert!(label.starts_with(|c: char| c.is_ascii_uppercase()) && label.len() < 40, "{path}: {label}");
                    assert!(words::can_be_translated(&label) || is_never_shown(member), "{path}: {label}");
                    walk(member.shape, &path);
                }
            }
            Shape::List(item, ..) => walk(*item, &format!("{path}[]")),
            _ => {}
        }
    }
    walk(Request::SHAPE, "");
}

#[test]
fn words_are_the_fields_own() {
    let find = |shape: Shape, name: &str| *members(shape).iter().find(|member| member.name == name).unwrap();
    let definition = HyperParameterTrainingJobDefinition::SHAPE;
    let stop = find(definition, "StoppingCondition").shape;
    let runtime = find(stop, "MaxRuntimeInSeconds");
    assert_eq!((words::label(&runtime).as_str(), words::unit(&runtime)), ("Max runtime", "s"));
    assert_eq!(words::limits(runtime.shape), "1 or more");
    let output = find(definition, "OutputDataConfig").shape;
    assert_eq!(words::label(&find(output, "KmsKeyId")), "KMS key ID");
    assert_eq!(words::label(&find(output, "S3OutputPath")), "S3 output path");
    assert_eq!(
        words::limits(find(output, "S3OutputPath").shape),
        "an S3 address, such as s3://bucket/folder; at most 1024 characters"
    );
    assert_eq!(words::limits(find(definition, "InputDataConfig").shape), "1 to 20 of them");
    assert_eq!(words::duration(86_400).as_deref(), Some("1 day"));
    assert_eq!(words::duration(9_000).as_deref(), Some("2 h 30 min"));
    assert_eq!(words::duration(59), None);
}

/// The beginning of every part is a request, so that no change is lost.
#[test]
fn whatever_is_added_is_there() {
    fn add_all(document: &mut Document, place: &Place, shape: Shape) {
        match shape {
            Shape::Object(members) => {
                for member in members {
                    let place = place.member(member.name);
                    if place.look(&document.request.to_json()).is_none() {
                        edit::add(document, &place, member);
                    }
                    assert!(place.look(&document.request.to_json()).is_some(), "{place}");
                    add_all(document, &place, member.shape);
                }
            }
            Shape::List(item, ..) => {
                edit::add_item(document, place, &item_of(item));
                add_all(document, &place.item(0), *item);
            }
            _ => {}
        }
    }
    let mut document = dry_run_document(edit::blank());
    add_all(&mut document, &Place::default(), Request::SHAPE);
    assert!(document.request.to_json().to_string().len() > 3000);
}

#[test]
fn a_text_becomes_a_value_of_the_fields_type() {
    let mut document = PRESETS[0].document();
    let (place, member) = entries(&SECTIONS[1], None).remove(4);
    assert_eq!(place.to_string(), "HyperParameterTuningJobConfig.RandomSeed");
    let before = document.clone();
    assert!(edit::accept(&mut document, &place, &member, "seven").unwrap_err().contains("seven"));
    assert_eq!(document, before);
    edit::accept(&mut document, &place, &member, " 7 ").unwrap();
    assert_eq!(place.look(&document.request.to_json()), Some(&json!(7)));
    edit::accept(&mut document, &place, &member, "").unwrap();
    assert_eq!(document.request.hyper_parameter_tuning_job_config.random_seed, None);
}

#[test]
fn maps_keep_their_order() {
    let mut document = PRESETS[0].document();
    let map = Place::of("TrainingJobDefinition.Environment");
    assert!(edit::add_name(&mut document, &map, "A"));
    assert!(edit::add_name(&mut document, &map, "B.c"));
    assert!(!edit::add_name(&mut document, &map, "A"));
    edit::set_named(&mut document, &map, "B.c", "2");
    edit::rename(&mut document, &map, "A", "Z").unwrap();
    assert!(edit::rename(&mut document, &map, "Z", "B.c").unwrap_err().contains("already"));
    assert_eq!(map.look(&document.request.to_json()).unwrap().to_string(), r#"{"Z":"","B.c":"2"}"#);
    assert_eq!(map.member("B.c").to_string(), r#"TrainingJobDefinition.Environment["B.c"]"#);
    edit::remove_name(&mut document, &map, "Z");
    edit::remove_name(&mut document, &map, "B.c");
    assert_eq!(map.look(&document.request.to_json()), None);
}

/// One algorithm becomes several and one again, and nothing is lost.
#[test]
fn several_algorithms_and_back() {
    let mut document = PRESETS[0].document();
    let before = document.request.clone();
    edit::add_definition(&mut document);
    let all = document.request.training_job_definitions.clone().unwrap();
    let names: Vec<_> = all.iter().map(|definition| definition.definition_name.clone().unwrap()).collect();
    assert_eq!(names, ["algorithm-1", "algorithm-2"]);
    assert!(
        all.iter()
            .all(|definition| definition.tuning_objective.is_some() && definition.hyper_parameter_ranges.is_some())
    );
    assert!(document.request.hyper_parameter_tuning_job_config.parameter_ranges.is_none());
    edit::to_one(&mut document, 1);
    assert_eq!(document.request, before);
}

#[test]
fn the_checks_paths_lead_to_their_sections() {
    let title = |path: &str| section_of(path).map(|(index, definition)| (SECTIONS[index].id, definition));
    assert_eq!(title("HyperParameterTuningJobConfig.ResourceLimits.MaxParallelTrainingJobs"), Some(("limits", None)));
    assert_eq!(title("TrainingJobDefinition.RoleArn"), Some(("role", None)));
    assert_eq!(title("TrainingJobDefinitions[3].InputDataConfig[0].ChannelName"), Some(("input", Some(3))));
    assert_eq!(title("Tags[1].Key"), Some(("environment", None)));
    assert_eq!(title("Problem.Model"), None);
}
