// Prunes a schema to what a folder of operations uses: types, fields, arguments and enums that are
// reachable from them. Called by scripts/admin-schema, which brings the library beside this file.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import * as g from "graphql";

const [version, source, queries, target] = process.argv.slice(2);
const bytes = readFileSync(source);
const text = (source.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
const json = text.trimStart().startsWith("{") ? JSON.parse(text) : null;
const schema = json ? g.buildClientSchema(json.data ?? json) : g.buildSchema(text);

// Type name -> kept fields (field name -> kept argument names); for inputs field name -> empty set.
const kept = new Map();
const type = (name) => kept.get(name) ?? kept.set(name, new Map()).get(name);
const field = (owner, name) => type(owner).get(name) ?? type(owner).set(name, new Set()).get(name);

function wholeInput(input) {
  const named = g.getNamedType(input);
  if (kept.has(named.name)) return;
  type(named.name);
  if (!g.isInputObjectType(named)) return;
  for (const each of Object.values(named.getFields())) {
    field(named.name, each.name);
    wholeInput(each.type);
  }
}

function value(node, input) {
  const named = g.getNamedType(input);
  type(named.name);
  if (node.kind === g.Kind.LIST) node.values.forEach((each) => value(each, named));
  if (node.kind !== g.Kind.OBJECT) return;
  const fields = named.getFields();
  for (const each of Object.values(fields)) {
    const given = node.fields.find((one) => one.name.value === each.name);
    if (!given && !g.isRequiredInputField(each)) continue;
    field(named.name, each.name);
    given ? value(given.value, each.type) : wholeInput(each.type);
  }
}

for (const file of readdirSync(queries).filter((name) => name.endsWith(".graphql")).sort()) {
  const document = g.parse(readFileSync(join(queries, file), "utf8"));
  const problems = g.validate(schema, document);
  if (problems.length > 0) throw new Error(`${file}: ${problems.map(String).join("\n")}`);
  const info = new g.TypeInfo(schema);
  g.visit(document, g.visitWithTypeInfo(info, {
    OperationDefinition: () => { type(info.getType().name); },
    VariableDefinition: (node) => {
      const named = g.getNamedType(g.typeFromAST(schema, node.type));
      g.isInputObjectType(named) ? wholeInput(named) : type(named.name);
    },
    Field: (node) => {
      const definition = info.getFieldDef();
      if (definition.name.startsWith("__")) return;
      const args = field(info.getParentType().name, definition.name);
      type(g.getNamedType(definition.type).name);
      for (const argument of definition.args) {
        const given = node.arguments.find((one) => one.name.value === argument.name);
        if (!given && !g.isRequiredArgument(argument)) continue;
        args.add(argument.name);
        given ? value(given.value, argument.type) : wholeInput(argument.type);
      }
    },
    InlineFragment: () => { type(info.getType().name); },
    FragmentDefinition: () => { type(info.getType().name); },
  }));
}

// An interface's fields belong to everything that implements it.
const interfaces = [...kept.keys()].map((name) => schema.getType(name)).filter(g.isInterfaceType);
for (const each of interfaces) {
  if (kept.get(each.name).size === 0) field(each.name, "id");
  for (const one of schema.getPossibleTypes(each)) {
    if (kept.has(one.name)) for (const name of kept.get(each.name).keys()) field(one.name, name);
  }
}
for (const name of [...kept.keys()]) {
  const each = schema.getType(name);
  if (!g.isObjectType(each) && !g.isInterfaceType(each)) continue;
  for (const one of kept.get(name).keys()) type(g.getNamedType(each.getFields()[one].type).name);
}

const printArgs = (definition, names) => {
  const args = definition.args.filter((each) => names.has(each.name)).map((each) => {
    const given = each.defaultValue === undefined ? "" : ` = ${g.print(g.astFromValue(each.defaultValue, each.type))}`;
    return `${each.name}: ${each.type}${given}`;
  });
  return args.length > 0 ? `(${args.join(", ")})` : "";
};

function print(name) {
  const each = schema.getType(name);
  const fields = kept.get(name);
  if (g.isSpecifiedScalarType(each)) return null;
  if (g.isScalarType(each)) return `scalar ${name}`;
  if (g.isEnumType(each)) return `enum ${name} {\n${each.getValues().map((one) => `  ${one.name}`).sort().join("\n")}\n}`;
  if (g.isUnionType(each)) return `union ${name} = ${each.getTypes().filter((one) => kept.has(one.name)).join(" | ")}`;
  const all = each.getFields();
  const lines = [...fields.keys()].sort().map((one) => {
    const args = g.isInputObjectType(each) ? "" : printArgs(all[one], fields.get(one));
    return `  ${one}${args}: ${all[one].type}`;
  });
  const word = g.isInputObjectType(each) ? "input" : g.isInterfaceType(each) ? "interface" : "type";
  const above = g.isInputObjectType(each) ? [] : each.getInterfaces().filter((one) => kept.has(one.name));
  const suffix = above.length > 0 ? ` implements ${above.join(" & ")}` : "";
  return `${word} ${name}${suffix} {\n${lines.join("\n")}\n}`;
}

const roots = [["query", schema.getQueryType()], ["mutation", schema.getMutationType()]];
const head = `# Part of Shopify's Admin GraphQL schema, version ${version}: what the operations in ../queries use.
# Made by scripts/admin-schema; never edit by hand. Copyright 2025-present, Shopify Inc.; ISC, see NOTICE.
`;
const blocks = [
  `schema {\n${roots.filter(([, each]) => each && kept.has(each.name)).map(([word, each]) => `  ${word}: ${each.name}`).join("\n")}\n}`,
  ...[...kept.keys()].sort().map(print).filter(Boolean),
];
const sdl = `${head}\n${blocks.join("\n\n")}\n`;
g.assertValidSchema(g.buildSchema(sdl));
writeFileSync(target, sdl);
