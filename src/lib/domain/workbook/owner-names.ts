import { compactName, initialsOf, textSimilarity } from './name-matching';
import type { WorkbookPlan } from './workbook-row';

/** Meaning of a name in a cell: a body, a party, several parties, or a person to keep as contact. */
type OwnerValue =
	`body:${string}` | `partner:${string}` | 'municipalities' | 'hospitals' | 'partners' | 'contact';

export interface FoundOwner {
	value: OwnerValue;
	/** False if it is a guess from similar words. */
	sure: boolean;
}

const groups: [RegExp, OwnerValue][] = [
	[/^(?:alle |de |deltakende |deltakande )?(?:17 |sytten )?kommun(?:er|ene|ar|ane)$/, 'municipalities'],
	[
		/^(?:hf|helseforetaket|helseføretaket|sykehuset|sjukehuset|sykehus|sjukehus|spesialisthelsetjenesten|spesialisthelsetenesta)$/,
		'hospitals'
	],
	[/^(?:alle|alle parter|alle partar|alle partene|partene|partane|helsefellesskapet)$/, 'partners']
];

/** Returns what a name means, and if that is certain; null if it names nothing of the plan. */
export function findOwner(text: string, plan: WorkbookPlan): FoundOwner | null {
	const asked = text.trim().replace(/\s+/g, ' ');
	const group = groups.find(([pattern]) => pattern.test(asked.toLowerCase()))?.[1];
	const body = plan.bodies.find(asked);
	if (body !== null) return { value: `body:${body}`, sure: true };
	const partner = plan.partners.find(asked) ?? plan.partners.find(asked.replace(/\s+kommune[n]?$/i, ''));
	if (partner !== null) return { value: `partner:${partner}`, sure: true };
	if (group) return { value: group, sure: true };
	const short = findByShortName(asked, plan);
	if (short) return { value: short, sure: true };
	const closestBody = plan.bodies.closest(asked);
	if (closestBody !== null) return { value: `body:${closestBody}`, sure: false };
	const closestPartner = plan.partners.closest(asked);
	// Names of places are in many parties' names, so most of the name must be there.
	const names = namesOfPartner(plan, closestPartner);
	return names.some((name) => textSimilarity(name, asked) >= 0.6)
		? { value: `partner:${closestPartner}`, sure: false }
		: null;
}

function namesOfPartner({ partners: all }: WorkbookPlan, key: string | null): readonly string[] {
	return all.all().find((one) => one.key === key)?.names ?? [];
}

/** Finds "fsu1", "SSU", "STHF" and "Porsgr.": a key, initials, or the beginning of one name. */
function findByShortName(text: string, { bodies, partners }: WorkbookPlan): OwnerValue | null {
	const compact = compactName(text);
	if (compact.length < 2) return null;
	const found = [
		...bodies.all().map((one) => ({ ...one, value: `body:${one.key}` as const })),
		...partners.all().map((one) => ({ ...one, value: `partner:${one.key}` as const }))
	].filter(
		({ key, names }) =>
			compactName(key) === compact ||
			names.some(
				(name) =>
					compactName(name) === compact ||
					initialsOf(name).toLowerCase() === compact ||
					compactName(/\(([^)]*)\)/.exec(name)?.[1] ?? '') === compact ||
					(text.endsWith('.') && compact.length >= 4 && compactName(name).startsWith(compact))
			)
	);
	return found.length === 1 ? found[0]!.value : null;
}

/** Splits a cell with several owners, but not a name that has the separator in it. */
export function splitOwners(text: string, isName: (part: string) => boolean): string[] {
	let parts = [text];
	for (const separator of [/[;\n]/, /\s\/\s|\//, /,/])
		parts = parts.flatMap((part) => (isName(part.trim()) ? [part] : part.split(separator)));
	// "FSU psykisk helse og rus" is one name: "og" separates only what are names on both sides.
	parts = parts.flatMap((part) => {
		const pieces = part.split(/\s+(?:og|samt|\+|&)\s+/);
		return !isName(part.trim()) && pieces.every((piece) => isName(piece.trim())) ? pieces : [part];
	});
	const names = parts
		.map((part) => part.replace(/^\s*[-–•*·]\s*/, '').trim())
		.filter(Boolean)
		.map((part) => (isName(part) ? part : part.replace(/\s*\([^)]*\)\s*$/, '') || part));
	return [...new Set(names)];
}
