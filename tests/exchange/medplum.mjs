// Validates FHIR R4 resources (a JSON list on stdin); writes the issues of each as a JSON list.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

globalThis.WebSocket ??= class {}; // it is named when the module is read, and Node 20 has none
const [core, definitions] = process.argv.slice(2);
const { indexStructureDefinitionBundle, validateResource, OperationOutcomeError } = await import(pathToFileURL(core));
for (const name of ["profiles-types", "profiles-resources"]) {
  indexStructureDefinitionBundle(JSON.parse(readFileSync(`${definitions}/${name}.json`, "utf8")));
}
const issuesOf = (resource) => {
  try {
    return validateResource(resource);
  } catch (error) {
    if (error instanceof OperationOutcomeError) return error.outcome.issue;
    throw error;
  }
};
const resources = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(resources.map(issuesOf)));
