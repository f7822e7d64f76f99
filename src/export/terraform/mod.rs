//! Terraform's resource `aws_sagemaker_hyper_parameter_tuning_job` (provider hashicorp/aws, from spring 2026).
//!
//! Its arguments are AWS's members in Terraform's spelling, but for a few that have shorter names. Objects are blocks, lists
//! of objects are repeated blocks. Source: the resource's documentation and schema in the provider's repository.

mod hcl;

use super::LeftOut;
use super::names::snake;
use crate::sagemaker::{JsonPath, Member, Request, Shape, Wire};
use hcl::Body;
use serde_json::{Map, Value};
// Writing to a String cannot fail: the results are dropped.
use std::fmt::Write as _;

/// Members whose arguments have other names than AWS's.
const RENAMED: [(&str, &str); 3] = [
    ("HyperParameterTuningJobName", "name"),
    ("HyperParameterTuningJobConfig", "config"),
    ("HyperParameterTuningJobObjective", "objective"),
];

/// Members for which the resource has no argument, as of the provider's release of May 2026.
const WITHOUT_ARGUMENT: [&str; 4] =
    ["DatasetSource", "InstancePreferences", "SelectedInstanceType", "SelectedInstanceCount"];

/// The configuration, and what the resource has no argument for.
pub(super) fn configuration(request: &Value) -> (String, Vec<LeftOut>) {
    let mut left = Vec::new();
    let mut body = Body::default();
    if let (Value::Object(members), Shape::Object(known)) = (request, Request::SHAPE) {
        block(members, known, &JsonPath::Root, &mut body, &mut left);
    }
    let mut text = String::from(
        "# Needs the provider hashicorp/aws in a release of version 6 that has this resource (from spring 2026).\n\
         # Terraform creates the tuning job and does not wait for its end.\n",
    );
    if !left.is_empty() {
        text += "# LEFT OUT, for the resource has no arguments for these members of the request:\n";
        for path in &left {
            let _ = writeln!(text, "#   {path}");
        }
    }
    text += "resource \"aws_sagemaker_hyper_parameter_tuning_job\" \"tuning\" {\n";
    body.write(1, &mut text);
    text += "}\n";
    (text, left.into_iter().map(|path| LeftOut { path, carried: false }).collect())
}

fn argument_name(name: &str) -> String {
    let renamed = RENAMED.iter().find(|(member, _)| *member == name);
    renamed.map_or_else(|| snake(name), |(_, argument)| (*argument).to_owned())
}

/// Writes an object's members into a block.
fn block(members: &Map<String, Value>, known: &[Member], path: &JsonPath<'_>, body: &mut Body, left: &mut Vec<String>) {
    for (name, value) in members {
        let path = JsonPath::Member(path, name);
        let shape = known.iter().find(|known| known.name == name).map(|known| known.shape);
        let Some(shape) = shape.filter(|_| !WITHOUT_ARGUMENT.contains(&name.as_str())) else {
            left.push(path.to_string());
            continue;
        };
        let argument = argument_name(name);
        match (shape, value) {
            // Labels are a map, and so each name is there once.
            (Shape::List(..), Value::Array(items)) if name == "Tags" => tags(items, &path, body, left),
            (Shape::Object(known), Value::Object(members)) => {
                block(members, known, &path, body.block(argument), left);
            }
            (Shape::List(Shape::Object(known), ..), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let members = item.as_object().cloned().unwrap_or_default();
                    let path = JsonPath::Item(&path, index);
                    block(&members, known, &path, body.block(argument.clone()), left);
                }
            }
            _ => body.argument(argument, value.clone()),
        }
    }
}

fn tags(items: &[Value], path: &JsonPath<'_>, body: &mut Body, left: &mut Vec<String>) {
    let mut map = Map::new();
    for (index, item) in items.iter().enumerate() {
        let known = [item["Key"].as_str(), item["Value"].as_str()];
        let whole = item.as_object().is_some_and(|members| members.len() == known.len());
        if let ([Some(key), Some(_)], true) = (known, whole)
            && !map.contains_key(key)
        {
            map.insert(key.to_owned(), item["Value"].clone());
        } else {
            left.push(JsonPath::Item(path, index).to_string());
        }
    }
    body.argument("tags".to_owned(), Value::Object(map));
}
