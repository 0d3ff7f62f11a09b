import { desc } from 'drizzle-orm';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import { anonymous } from '$lib/domain/permission';
import { ok, type Result } from '$lib/domain/result';
import type { DemoMatter } from '$lib/forms/demo-file';
import type { Context } from '../context';
import { matter, pendingMatter } from '../database/schema';
import { registerMatter, type MatterValues } from '../matters/commands';
import { openFormSetting, setOpenForm, submitOpenMatter } from '../matters/open-form';
import type { MatterPlace } from '../matters/plan-links';
import { matterById } from '../matters/queries';
import { confirmMatter, createConfirmationToken } from '../matters/status-link';
import { triageMatter } from '../matters/steps';
import { partnershipOf } from '../plans/queries';
import { at, type DemoPlan } from './demo-plan';

/** Schedules the day the form opens to everybody. */
export function scheduleOpenForm(demo: DemoPlan, on: CalendarDate | null): void {
	if (on === null) return;
	demo.schedule(at(on), demo.actors.secretariat, async (context) => {
		const { id: partnershipId } = (await partnershipOf(demo.db.read, demo.id))!;
		const { version, ...setting } = await openFormSetting(demo.db.read, partnershipId);
		return setOpenForm(context, { partnershipId, version }, { ...setting, open: true });
	});
}

/** Schedules a matter: its arrival, and what the secretariat decided. */
export function scheduleMatter(demo: DemoPlan, { by, on, decisions, sender, ...values }: DemoMatter): void {
	const { db, id: planId, actors } = demo;
	let id = 0;
	const partnership = async () => (await partnershipOf(db.read, planId))!.id;
	demo.schedule(at(on), by === null ? anonymous : actors.leaderOf(by), async (context) => {
		const place = { partnershipId: await partnership(), planId };
		const outcome = await (sender
			? submitAndConfirm(context, place, { ...values, sender })
			: registerMatter(context, place, values));
		if (outcome.ok) ({ id } = outcome.value);
		return outcome;
	});
	for (const { on: day, ...decision } of decisions)
		demo.schedule(at(day, 12), actors.secretariat, async (context) => {
			const partnershipId = await partnership();
			const version = (await matterById(db.read, partnershipId, id))?.version ?? 0;
			return triageMatter(context, { partnershipId, id, version }, { ...decision, target: null });
		});
}

/** Submits a matter by the open form, and confirms it by its link. */
async function submitAndConfirm(
	context: Context,
	place: MatterPlace,
	{ sender, ...values }: MatterValues & { sender: NonNullable<DemoMatter['sender']> }
): Promise<Result<{ id: number }>> {
	const { db, now } = context;
	const { lang: writtenForm } = values;
	const from = { ...sender, writtenForm, address: 'demo' };
	const sent = await submitOpenMatter(context, place, { ...values, sender: from });
	if (!sent.ok) return sent;
	const [waiting] = await db.read.select().from(pendingMatter).orderBy(desc(pendingMatter.id)).limit(1);
	const token = await db.write((tx) => createConfirmationToken(tx, now, waiting?.id ?? 0));
	const confirmed = await confirmMatter({ db, now }, token ?? '');
	if (!confirmed.ok) return confirmed;
	const [made] = await db.read.select({ id: matter.id }).from(matter).orderBy(desc(matter.id)).limit(1);
	return ok({ id: made!.id });
}
