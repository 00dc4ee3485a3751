// Answers forms in SurveyJS: node surveyjs.js <survey.core.js>, with forms and answers as JSON.
// Some sets of answers are given question by question, over those before them, as someone does
// who changes their mind; the others all at once, as when saved answers are opened again.
"use strict";

const { Model } = require(process.argv[2]);
const ONE_BY_ONE = 6;

function giveOneByOne(survey, answers) {
  for (const question of survey.getAllQuestions()) {
    if (!question.isVisible) continue;
    if (question.name in answers) question.value = answers[question.name];
    else question.clearValue();
  }
}

function read(survey) {
  const shown = survey.getAllQuestions().filter((question) => question.isVisible);
  const values = {};
  for (const { name } of survey.calculatedValues) values[name] = survey.getVariable(name);
  return {
    shown: shown.map((question) => question.name),
    wrong: shown.filter((question) => !question.validate(false)).map((question) => question.name),
    values,
  };
}

function fill({ form, sets }) {
  const survey = new Model(form);
  return sets.map((answers, turn) => {
    if (turn % ONE_BY_ONE === 1) giveOneByOne(survey, answers);
    else survey.data = answers;
    return read(survey);
  });
}

const forms = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(forms.map(fill)));
