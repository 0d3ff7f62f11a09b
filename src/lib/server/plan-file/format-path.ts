/** Formats a path as "plan.measures[3].code". */
export function formatPath(path: readonly PropertyKey[]): string {
	return path.reduce<string>(
		(whole, part) =>
			typeof part === 'number' ? `${whole}[${part}]` : whole ? `${whole}.${String(part)}` : String(part),
		''
	);
}
