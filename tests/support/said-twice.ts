/** Returns the sentences of a text that stand in it twice, and words written twice in a row. */
export function saidTwice(text: string): string[] {
	const sentences = text
		.split(/(?<=[.!?])\s+|\n+/)
		.map((one) => one.trim())
		.filter((one) => one.length > 8 && !one.startsWith('https://'));
	const [doubled] = /(?<![\p{L}\d])(\p{L}{2,})\s+\1(?![\p{L}\d])/iu.exec(text) ?? [];
	return [
		...sentences.filter((one, index) => sentences.indexOf(one) !== index),
		...(doubled ? [doubled] : [])
	];
}
