//! Every operation is valid against the pruned schema and against the whole schemas of this and the
//! previous API version; the pruned schema is a part of the whole one.
//!
//! The whole schemas lie beside the project, in `../shared`; without them those tests say so and pass,
//! except where `CI` is set.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;

use apollo_compiler::schema::ExtendedType;
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, Schema};

const PRUNED: &str = include_str!("../../src/shopify/schema/admin.graphql");

fn operations() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/shopify/queries");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |path: std::path::PathBuf| (path.display().to_string(), fs::read_to_string(&path).unwrap());
    files.map(read).collect()
}

fn pruned() -> Valid<Schema> {
    Schema::parse_and_validate(PRUNED, "admin.graphql").unwrap_or_else(|found| panic!("{}", found.errors))
}

/// A whole schema. Shopify's own is taken for valid: checking millions of bytes says nothing about ours.
fn whole(version: &str) -> Option<Valid<Schema>> {
    let file = format!("../shared/shopify/data/schema/admin_{version}.graphql.gz");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if !file.is_file() {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", file.display());
        println!("skipped: needs ../shared");
        return None;
    }
    let mut text = String::new();
    flate2::read::GzDecoder::new(fs::File::open(file).unwrap()).read_to_string(&mut text).unwrap();
    let schema = Schema::parse(text, "whole.graphql").unwrap_or_else(|found| panic!("{}", found.errors));
    Some(Valid::assume_valid(schema))
}

fn check(schema: &Valid<Schema>, about: &str) {
    let mut names = BTreeSet::new();
    for (path, text) in operations() {
        let document = ExecutableDocument::parse_and_validate(schema, &text, &path);
        let document = document.unwrap_or_else(|found| panic!("{about}: {}", found.errors));
        for name in document.operations.named.keys() {
            assert!(names.insert(name.to_string()), "{name} stands in two files");
        }
    }
    assert!(names.len() >= 25, "{names:?}");
}

#[test]
fn every_operation_is_valid_against_the_pruned_schema() {
    check(&pruned(), "pruned");
}

#[test]
fn every_operation_is_valid_against_the_whole_schemas() {
    for version in ["2026-10", "2026-07"] {
        let Some(schema) = whole(version) else { return };
        check(&schema, version);
    }
}

#[test]
fn the_pruned_schema_is_a_part_of_the_whole() {
    let Some(whole) = whole(waymark::shopify::API_VERSION) else { return };
    for (name, part) in &pruned().types {
        let Some(of) = whole.types.get(name) else { panic!("{name} is not Shopify's") };
        match (part, of) {
            (ExtendedType::Enum(part), ExtendedType::Enum(of)) => {
                assert!(part.values.keys().all(|value| of.values.contains_key(value)), "{name}");
            }
            (ExtendedType::Object(part), ExtendedType::Object(of)) => {
                fields(name, &part.fields, &of.fields);
            }
            (ExtendedType::Interface(part), ExtendedType::Interface(of)) => {
                fields(name, &part.fields, &of.fields);
            }
            (ExtendedType::InputObject(part), ExtendedType::InputObject(of)) => {
                for (field, definition) in &part.fields {
                    assert_eq!(definition.ty, of.fields[field].ty, "{name}.{field}");
                }
            }
            (ExtendedType::Scalar(_), ExtendedType::Scalar(_)) => {}
            (ExtendedType::Union(part), ExtendedType::Union(of)) => {
                assert!(part.members.iter().all(|member| of.members.contains(member)), "{name}");
            }
            _ => panic!("{name} is another kind of type at Shopify's"),
        }
    }
}

type FieldMap = apollo_compiler::collections::IndexMap<
    apollo_compiler::Name,
    apollo_compiler::schema::Component<apollo_compiler::schema::FieldDefinition>,
>;

fn fields(name: &str, part: &FieldMap, of: &FieldMap) {
    for (field, definition) in part {
        let Some(whole) = of.get(field) else { panic!("{name}.{field} is not Shopify's") };
        assert_eq!(definition.ty, whole.ty, "{name}.{field}");
        for argument in &definition.arguments {
            let found = whole.arguments.iter().find(|other| other.name == argument.name);
            let Some(found) = found else { panic!("{name}.{field}({}) is not Shopify's", argument.name) };
            assert_eq!(argument.ty, found.ty, "{name}.{field}({})", argument.name);
        }
    }
}
