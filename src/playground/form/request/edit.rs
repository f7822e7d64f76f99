//! The changes that a person makes in the form. Each leaves a request: what cannot be read stays in the form as a draft.

use super::Place;
use crate::language::t;
use crate::linter::Edit;
use crate::playground::Document;
use crate::playground::form::{read_real, read_whole};
use crate::sagemaker::{Member, Request, Shape};
use serde_json::{Map, Value, json};

/// What a new part begins with besides what AWS requires, so that the usual case is at hand.
const BEGINNINGS: [(&str, &str); 2] = [("DataSource", "S3DataSource"), ("StrategyConfig", "HyperbandStrategyConfig")];

/// A field's value as text; empty when there is none.
pub fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(value @ (Value::Number(_) | Value::Bool(_))) => value.to_string(),
        _ => String::new(),
    }
}

/// Puts a text that was typed into a field. An optional field that is emptied leaves the request. Says why when the text is no value
/// of the field's type, and then the document stays as it is.
pub fn accept(document: &mut Document, place: &Place, member: &Member, text: &str) -> Result<(), String> {
    let is_left_out = text.trim().is_empty() && !member.required;
    let value = match member.shape {
        _ if is_left_out => None,
        Shape::Text(_) | Shape::Choice(_) => Some(json!(text)),
        Shape::Whole(..) => Some(json!(read_whole(text)?)),
        Shape::Real => Some(Value::Number(read_real(text)?)),
        Shape::Flag => Some(json!(text == "true")),
        Shape::List(..) | Shape::TextMap(_) | Shape::Object(_) => return Ok(()),
    };
    put(document, place, value);
    Ok(())
}

/// Adds a part that is not there, with what it must have.
pub fn add(document: &mut Document, place: &Place, member: &Member) {
    put(document, place, Some(beginning(member)));
}

/// Adds an item at the end of a list, which may not be there yet.
pub fn add_item(document: &mut Document, list: &Place, item: &Member) {
    put_item(document, list, beginning(item));
}

/// Puts a value at the end of a list, which may not be there yet.
pub fn put_item(document: &mut Document, list: &Place, item: Value) {
    edit_value(document, list, |value| match value {
        Some(Value::Array(items)) => items.push(item),
        other => *other = Some(json!([item])),
    });
}

/// Takes a part out.
pub fn remove(document: &mut Document, place: &Place) {
    put(document, place, None);
}

/// Takes an item out of a list, and the list with its last item when it may be left out.
pub fn remove_item(document: &mut Document, list: &Place, index: usize, list_is_required: bool) {
    edit_value(document, list, |value| {
        let Some(Value::Array(items)) = value else { return };
        if index < items.len() {
            items.remove(index);
        }
        if items.is_empty() && !list_is_required {
            *value = None;
        }
    });
}

/// A list of texts, one a line.
pub fn lines(value: Option<&Value>) -> String {
    let items = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    items.iter().map(|item| text(Some(item))).collect::<Vec<_>>().join("\n")
}

/// Puts the lines of a text into a list, without those that are empty. An optional list without any leaves the request.
pub fn set_lines(document: &mut Document, list: &Place, member: &Member, text: &str) {
    let items: Vec<Value> = text.lines().filter(|line| !line.trim().is_empty()).map(|line| json!(line)).collect();
    let is_left_out = items.is_empty() && !member.required;
    put(document, list, (!is_left_out).then_some(Value::Array(items)));
}

/// Adds a name to a map; the map may not be there yet. False when the name is there already.
pub fn add_name(document: &mut Document, map: &Place, name: &str) -> bool {
    let mut is_new = true;
    edit_value(document, map, |value| match value {
        Some(Value::Object(pairs)) if pairs.contains_key(name) => is_new = false,
        Some(Value::Object(pairs)) => {
            pairs.insert(name.to_owned(), json!(""));
        }
        other => *other = Some(json!({ name: "" })),
    });
    is_new
}

/// Gives a name of a map another name, in its place; says why not when that name is taken.
pub fn rename(document: &mut Document, map: &Place, old: &str, new: &str) -> Result<(), String> {
    let mut renamed = Ok(());
    edit_value(document, map, |value| {
        let Some(Value::Object(pairs)) = value else { return };
        if old != new && pairs.contains_key(new) {
            renamed = Err(t!("{name} is there already; give each name once", name = new));
            return;
        }
        let all = std::mem::take(pairs).into_iter();
        *pairs = all.map(|(name, text)| (if name == old { new.to_owned() } else { name }, text)).collect();
    });
    renamed
}

/// Takes a name out of a map, and the map with its last name.
pub fn remove_name(document: &mut Document, map: &Place, name: &str) {
    edit_value(document, map, |value| {
        let Some(Value::Object(pairs)) = value else { return };
        pairs.shift_remove(name);
        if pairs.is_empty() {
            *value = None;
        }
    });
}

/// Writes a text at a name of a map.
pub fn set_named(document: &mut Document, map: &Place, name: &str, text: &str) {
    put(document, &map.member(name), Some(json!(text)));
}

/// The definition and what is tuned of it become the first of a list; AWS wants them so when a job tunes several algorithms.
pub fn to_several(document: &mut Document) {
    let request = &mut document.request;
    if request.training_job_definitions.is_some() {
        return;
    }
    let mut definition = request.training_job_definition.take().unwrap_or_default();
    let config = &mut request.hyper_parameter_tuning_job_config;
    definition.definition_name.get_or_insert_with(|| "algorithm-1".to_owned());
    definition.tuning_objective = config.hyper_parameter_tuning_job_objective.take().or(definition.tuning_objective);
    definition.hyper_parameter_ranges = config.parameter_ranges.take().or(definition.hyper_parameter_ranges);
    request.training_job_definitions = Some(vec![definition]);
}

/// One of several definitions becomes the only one; the others go.
pub fn to_one(document: &mut Document, index: usize) {
    let request = &mut document.request;
    let Some(mut all) = request.training_job_definitions.take() else { return };
    if index >= all.len() {
        request.training_job_definitions = Some(all);
        return;
    }
    let mut definition = all.swap_remove(index);
    let config = &mut request.hyper_parameter_tuning_job_config;
    definition.definition_name = None;
    config.hyper_parameter_tuning_job_objective =
        definition.tuning_objective.take().or(config.hyper_parameter_tuning_job_objective.take());
    config.parameter_ranges = definition.hyper_parameter_ranges.take().or(config.parameter_ranges.take());
    request.training_job_definition = Some(definition);
}

/// Adds a definition like the last one, under a name of its own.
pub fn add_definition(document: &mut Document) {
    to_several(document);
    let Some(all) = &mut document.request.training_job_definitions else { return };
    let mut next = all.last().cloned().unwrap_or_default();
    let is_taken = |name: &str| all.iter().any(|definition| definition.definition_name.as_deref() == Some(name));
    // One of these is free, there being one more than definitions.
    let name =
        (all.len() + 1..=2 * all.len() + 1).map(|number| format!("algorithm-{number}")).find(|name| !is_taken(name));
    next.definition_name = name;
    all.push(next);
}

/// What a new part holds: what AWS requires of it.
fn beginning(member: &Member) -> Value {
    match member.shape {
        Shape::Text(_) | Shape::Choice(_) => json!(member.default),
        Shape::Whole(min, _) => json!(member.default.parse().unwrap_or(min.unwrap_or(1).max(1))),
        Shape::Real => json!(0),
        Shape::Flag => json!(member.default == "true"),
        Shape::List(item, min, _) => {
            let item = item_of(item);
            Value::Array((0..min.unwrap_or(0)).map(|_| beginning(&item)).collect())
        }
        Shape::TextMap(_) => json!({}),
        Shape::Object(members) => {
            let usual = BEGINNINGS.iter().find(|(name, _)| *name == member.name).map(|(_, usual)| *usual);
            let has = |part: &&Member| part.required || Some(part.name) == usual;
            Value::Object(members.iter().filter(has).map(|part| (part.name.to_owned(), beginning(part))).collect())
        }
    }
}

/// What a structure calls itself: the first of its texts that is a name or a type, unless it is empty.
pub fn own_name(value: &Value) -> Option<&str> {
    let is_name = |name: &String| name.ends_with("Name") || name == "InstanceType";
    let text = value.as_object()?.iter().find(|(name, _)| is_name(name))?.1.as_str()?;
    (!text.is_empty()).then_some(text)
}

/// A list's item, as a field without a name.
pub fn item_of(shape: &Shape) -> Member {
    Member { name: "", required: true, shape: *shape, help: "", default: "" }
}

/// Changes what is at a place; `None` is nothing.
fn edit_value(document: &mut Document, place: &Place, change: impl FnOnce(&mut Option<Value>)) {
    let mut value = place.look(&document.request.to_json()).cloned();
    change(&mut value);
    put(document, place, value);
}

/// Puts a value at a place, or takes away what is there. What would be no request any more is not done.
fn put(document: &mut Document, place: &Place, value: Option<Value>) {
    let mut request = document.request.to_json();
    Edit { place: place.0.clone(), value }.apply(&mut request);
    if let Ok(request) = Request::from_json(request) {
        document.request = request;
    }
}

/// A request with nothing in it but what AWS requires: the blank sheet.
pub fn blank() -> Request {
    let member = Member { required: true, ..item_of(&<Request as crate::sagemaker::Wire>::SHAPE) };
    let Value::Object(mut request) = beginning(&member) else { return Request::default() };
    let Shape::Object(members) = member.shape else { return Request::default() };
    let definition = members.iter().find(|member| member.name == "TrainingJobDefinition").map(beginning);
    request.insert("TrainingJobDefinition".to_owned(), definition.unwrap_or_else(|| Value::Object(Map::new())));
    Request::from_json(Value::Object(request)).unwrap_or_default()
}
