/** Returns a record with every text of it changed, in any depth. Keys and other values stay. */
export function mapTexts<T>(record: T, change: (text: string, key: string) => string): T {
	const map = (value: unknown, key: string): unknown => {
		if (typeof value === 'string') return change(value, key);
		if (Array.isArray(value)) return value.map((one) => map(one, key));
		if (value === null || typeof value !== 'object') return value;
		return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, map(one, name)]));
	};
	return map(record, '') as T;
}
