import type { DemoQuestion } from '$lib/forms/demo-file';
import { answerQuestion, askQuestion } from '../inquiries/commands';
import { inquiryById } from '../inquiries/queries';
import { at, type DemoPlan } from './demo-plan';

/** Schedules a representative's question about a measure, and the answer of the body's leader. */
export function scheduleQuestion(
	demo: DemoPlan,
	{ measure, askedBy, askedOn, answer, ...asked }: DemoQuestion
): void {
	const { db, id: planId, actors } = demo;
	const { code, reporter } = demo.measure(measure);
	let id = 0;
	demo.schedule(at(askedOn, 13), actors.representativeOf(askedBy), async (context) => {
		const outcome = await askQuestion(context, { planId, code }, asked);
		if (outcome.ok) ({ id } = outcome.value);
		return outcome;
	});
	if (answer)
		demo.schedule(at(answer.on, 9), reporter, async (context) => {
			const { version } = (await inquiryById(db.read, id))!;
			return answerQuestion(context, { id, version }, { text: answer.text, lang: answer.lang });
		});
}
