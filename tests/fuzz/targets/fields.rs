//! What is typed into a field of the form.

use super::document::assert_again;
use super::look::{assert_axis, assert_range};
use tuneground::playground::form::request::{Place, SECTIONS, edit, entries};
use tuneground::playground::form::{self, Bound, TimeUnit, fields, read_real, read_whole};
use tuneground::playground::plot::{Scale, with_value};
use tuneground::playground::{Document, Objective, PRESETS, plan};
use tuneground::sagemaker::{Member, Shape};

/// Of the request's fields, one in so many is tried.
const STEP: usize = 9;

/// A number is read as itself again; a text that no field takes leaves the document as it is; one that a field takes is what
/// the field then shows.
pub fn check(text: &str) {
    match read_whole(text) {
        Ok(number) => assert_eq!(read_whole(&number.to_string()), Ok(number)),
        Err(words) => assert!(!words.is_empty() && words.len() < 500 + text.len()),
    }
    match read_real(text) {
        Ok(number) => {
            assert_target(number.as_f64().unwrap_or_default());
            assert_eq!(read_real(&number.to_string()), Ok(number));
        }
        Err(words) => assert!(!words.is_empty()),
    }
    let document = PRESETS[0].document();
    for field in fields::ALL {
        let mut changed = document.clone();
        match field.accept(&mut changed, text) {
            Ok(()) => {
                let mut again = changed.clone();
                let shown = field.text(&changed);
                assert_eq!(field.accept(&mut again, &shown).map(|()| again).as_ref(), Ok(&changed), "{}", field.key);
                assert_taken(&changed);
            }
            Err(words) => assert!(!words.is_empty() && changed == document, "{}", field.key),
        }
    }
    for unit in TimeUnit::ALL {
        let mut changed = document.clone();
        match form::set_runtime(&mut changed, text, unit) {
            Ok(()) => assert!(!form::runtime_text(&changed, unit).is_empty()),
            Err(words) => assert!(!words.is_empty() && changed == document),
        }
    }
    search_space(&document, text);
    request_form(&document, text);
}

/// A target is drawn on an axis of its own, and one with other values.
fn assert_target(target: f64) {
    for domain in [None, Some((0.0, 1.0))] {
        let (min, max) = with_value(domain, f64::from(target as f32));
        let (least, most) = with_value(domain, target);
        for (min, max) in [(min, max), (least, most)].into_iter().filter(|(min, max)| (max - min).is_finite()) {
            assert!(min < max, "{min} to {max}");
            assert_axis(Scale::linear(min, max));
        }
    }
}

fn assert_taken(document: &Document) {
    assert_again(document);
    let _ = plan(document, Objective::Problem).map(|plan| plan.expected_seconds());
}

fn search_space(document: &Document, text: &str) {
    for row in form::rows(document) {
        let mut changed = document.clone();
        form::set_bound(&mut changed, &row.key, Bound::Min, text);
        form::set_scaling(&mut changed, &row.key, text);
        if let Some(changed) = form::rows(&changed).iter().find(|changed| changed.key == row.key) {
            changed.range().iter().for_each(assert_range);
        }
        form::set_values(&mut changed, &row.key, text.lines().map(str::to_owned).collect());
        form::set_static(&mut changed, text, text);
        form::fix(&mut changed, &row.key);
        form::tune(&mut changed, text);
        assert_taken(&changed);
    }
}

/// A field of AWS's request takes the text or does not. There are many, and each writes the whole request: the text's length
/// says which of them are tried.
fn request_form(document: &Document, text: &str) {
    let all = SECTIONS.iter().flat_map(|section| entries(section, None));
    for (place, member) in all.skip(text.len() % STEP).step_by(STEP) {
        fill(document, &place, &member, text);
    }
    let environment = Place::of("TrainingJobDefinition.Environment");
    let mut changed = document.clone();
    assert!(edit::add_name(&mut changed, &environment, text));
    assert!(!edit::add_name(&mut changed, &environment, text));
    edit::set_named(&mut changed, &environment, text, text);
    let value = environment.member(text).look(&changed.request.to_json()).cloned();
    assert_eq!(edit::text(value.as_ref()), text);
    assert_again(&changed);
    assert_eq!(edit::rename(&mut changed, &environment, text, "new"), Ok(()));
    edit::remove_name(&mut changed, &environment, "new");
    assert_eq!(&changed, document);
}

fn fill(document: &Document, place: &Place, member: &Member, text: &str) {
    let mut changed = document.clone();
    match member.shape {
        Shape::Object(members) => {
            edit::add(&mut changed, place, member);
            for member in members {
                fill(&changed, &place.member(member.name), member, text);
            }
        }
        Shape::List(..) => edit::set_lines(&mut changed, place, member, text),
        Shape::TextMap(_) => {}
        _ => match edit::accept(&mut changed, place, member, text) {
            Ok(()) => assert_again(&changed),
            Err(words) => assert!(!words.is_empty() && &changed == document),
        },
    }
}
