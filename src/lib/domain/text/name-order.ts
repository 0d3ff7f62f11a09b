/** Norwegian order: "å" after "ø", and "aa" as "å". Particles such as "von" are part of the name. */
const norwegian = new Intl.Collator('nb', { numeric: true });

/** Compares names in Norwegian order; equal names keep their order. */
export function compareNames(a: { name: string }, b: { name: string }): number {
	return norwegian.compare(a.name, b.name);
}
