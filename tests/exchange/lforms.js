// Drives LHC-Forms without its page: a form, the answers that were given, what became of them.
async function settle(data) {
  for (let n = 0; n < 4; n++) {
    data._checkFormControls();
    await data._expressionProcessor.runCalculations(false);
  }
  data._checkFormControls();
}

function isEnabled(item) {
  for (let one = item; one && one.linkId; one = one._parentItem) {
    if (one._skipLogicStatus === "target-disabled" || one._enableWhenExpVal === false) return false;
  }
  return true;
}

async function evaluateForm(questionnaire, response) {
  const form = LForms.Util.convertFHIRQuestionnaireToLForms(questionnaire, "R4");
  const data = new LForms.LFormsData(LForms.Util.mergeFHIRDataIntoLForms(response, form, "R4"));
  data.hasSavedData = false; // or a score that was not in the response would never be computed
  await settle(data);
  const shown = data.itemList.filter(isEnabled).map((item) => item.linkId);
  const scores = {};
  for (const item of data.itemList.filter((one) => one.linkId.startsWith("score."))) {
    scores[item.linkId.slice(6)] = item.value === undefined || item.value === "" ? null : item.value;
  }
  return { shown, scores };
}

async function evaluateAll(cases) {
  const found = [];
  for (const one of cases) found.push(await evaluateForm(one.questionnaire, one.response));
  return found;
}
