import {
	questions,
	type EvaluationAnswers,
	type Question,
	type TextAnswer,
	type ValueScore
} from '$lib/domain/evaluation/evaluation';
import type { Localized, WrittenForm } from '$lib/domain/localized';
import { m } from '$lib/i18n/paraglide/messages';
import {
	confidenceLabel,
	needLabel,
	questionLabel,
	localizedLang,
	recommendationLabel,
	localize
} from '$lib/i18n/labels';
import type { TextDifference, TextPart } from '$lib/domain/evaluation/text-difference';

/** One answer in the previous and the current evaluation. */
interface ComparedAnswer extends TextDifference {
	key: string;
	label: string;
	/** Language of the label if it differs from the page: the names of values come from the plan. */
	labelLang?: WrittenForm | undefined;
	same: boolean;
	/** True if the text is the author's own and in the author's language. */
	own: boolean;
}

export interface ComparedRow extends ComparedAnswer {
	/** Question a remark here is about; null in further rows of the same question. */
	field: Question | null;
}

export interface ComparedEvaluations {
	now: EvaluationAnswers;
	/** Previously approved answers; null without any. */
	last: EvaluationAnswers | null;
	/** Texts compared word by word, if there is a previous evaluation. */
	texts: Record<TextAnswer, TextDifference> | null;
	values: readonly { code: string; name: Localized }[];
}

/** Returns the answers in form order, without status and progress and those empty in both evaluations. */
export function compareAnswers(compared: ComparedEvaluations): ComparedRow[] {
	const { now, last } = compared;
	const codes = (key: Question, words: (answers: EvaluationAnswers) => string) =>
		row({ key, label: questionLabel[key](), own: false }, last && words(last), words(now));
	const rows: ComparedAnswer[] = [
		text(compared, 'done'),
		text(compared, 'results'),
		text(compared, 'deviation'),
		text(compared, 'cause'),
		codes('needs', ({ needs }) => needs.map((need) => needLabel[need]()).join(', ')),
		text(compared, 'needsText'),
		text(compared, 'nextSteps'),
		codes('recommendation', ({ recommendation }) =>
			recommendation ? recommendationLabel[recommendation]() : ''
		),
		codes('confidence', ({ confidence }) => (confidence ? confidenceLabel[confidence]() : '')),
		...compared.values.map(({ code, name }) => ({
			...row(
				{ key: `score.${code}`, label: localize(name), own: true },
				last && scoreWords(last, code),
				scoreWords(now, code)
			),
			labelLang: localizedLang(name)
		}))
	].filter(({ before, after }) => before.length > 0 || after.length > 0);
	return rows.map((one, index) => {
		const field = questionOf(one.key);
		const isFirst = rows.findIndex(({ key }) => questionOf(key) === field) === index;
		return { ...one, field: isFirst ? field : null };
	});
}

/** Returns the questions asked by the round that are empty in both evaluations. */
export function unansweredQuestions(rows: readonly ComparedRow[], asked: readonly Question[]): Question[] {
	const shown = new Set<Question | null>(['status', 'progress', ...rows.map(({ field }) => field)]);
	return questions.filter((question) => asked.includes(question) && !shown.has(question));
}

/** Returns the question of a row: a need and its text are one question, as are all scores. */
function questionOf(key: string): Question | null {
	const name = key === 'needsText' ? 'needs' : key.startsWith('score.') ? 'scores' : key;
	return questions.find((question) => question === name) ?? null;
}

function text({ now, texts }: ComparedEvaluations, key: TextAnswer): ComparedAnswer {
	const label = questionLabel[key]();
	if (!texts) return row({ key, label, own: true }, null, now[key].trim());
	const { before, after, rewritten } = texts[key];
	return { key, label, before, after, rewritten, same: joined(before) === joined(after), own: true };
}

/** Builds a row compared as a whole; without a previous evaluation nothing is marked as new. */
function row(
	question: Pick<ComparedAnswer, 'key' | 'label' | 'own'>,
	before: string | null,
	after: string
): ComparedAnswer {
	const same = before === after;
	const parts = (all: string): TextPart[] =>
		all === '' ? [] : [{ text: all, changed: before !== null && !same }];
	return { ...question, before: parts(before ?? ''), after: parts(after), rewritten: false, same };
}

function joined(parts: readonly TextPart[]): string {
	return parts.map((part) => part.text).join('');
}

function scoreWords({ scores }: { scores: readonly ValueScore[] }, value: string): string {
	const found = scores.find((one) => one.value === value);
	const score = found?.score == null ? '' : m.evaluation_of_5({ score: found.score });
	return [score, found?.comment.trim()].filter(Boolean).join(' – ');
}
