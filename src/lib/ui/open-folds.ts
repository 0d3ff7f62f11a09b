/**
 * Opens every closed fold around the element that an address leads to, and scrolls to it. Browsers do so on their
 * own, but not where a script changes the page.
 */
export function openFoldsAround(hash: string, page: Document = document): void {
	const target = page.getElementById(hash.slice(1));
	let isFolded = false;
	for (let at = target?.parentElement; at; at = at.parentElement)
		if (at.matches('details:not([open])')) {
			at.setAttribute('open', '');
			isFolded = true;
		}
	if (isFolded) target?.scrollIntoView();
}
