import type { Client, InArgs, InStatement, InValue, ResultSet, Row, Value } from '@libsql/client';
import Libsql from 'libsql';
import { LRUCache } from 'lru-cache';

/** Bounds the statements kept: lists of parameters make new ones. */
const maxStatements = 400;

type Connection = InstanceType<typeof Libsql>;

interface KeptStatement {
	statement: ReturnType<Connection['prepare']>;
	columns: string[];
	columnTypes: string[];
	Cells: new (cells: readonly unknown[]) => Row;
}

/**
 * Keeps the queries of a client prepared, on a connection of their own. The client itself prepares each one anew, asks
 * twice for its columns and defines each cell as a property, which takes four to ten times as long. Everything but
 * plain queries goes to the client, and so does a query that fails, for its error.
 *
 * @param path of the database file
 * @param settings statements to run on the connection first
 */
export function keepStatements(
	client: Client,
	path: string,
	{ timeout, settings = [] }: { timeout: number; settings?: readonly string[] }
): void {
	const execute: (asked: InStatement | string, args?: InArgs) => Promise<ResultSet> =
		client.execute.bind(client);
	const close = client.close.bind(client);
	let kept: KeptStatements | undefined;
	client.execute = async (asked: InStatement | string, args?: InArgs) => {
		const query = queryOf(asked, args);
		if (!query || client.closed) return execute(asked, args);
		try {
			kept ??= new KeptStatements(path, timeout, settings);
			return kept.run(query);
		} catch {
			return execute(asked, args);
		}
	};
	client.close = () => {
		kept?.close();
		kept = undefined;
		close();
	};
}

interface Query {
	sql: string;
	args: readonly InValue[];
}

/** Returns a plain query with values that the driver takes as they are; null for everything else. */
function queryOf(asked: InStatement | string, args: InArgs = []): Query | null {
	const query = typeof asked === 'string' ? { sql: asked, args } : { sql: asked.sql, args: asked.args ?? [] };
	if (!Array.isArray(query.args) || !/^\s*(select|with)\b/i.test(query.sql)) return null;
	const values: readonly InValue[] = query.args;
	return values.every(isPlain) ? { sql: query.sql, args: values } : null;
}

function isPlain(value: InValue): boolean {
	return typeof value === 'string' || value === null || Number.isFinite(value);
}

class KeptStatements {
	readonly #connection: Connection;
	readonly #statements = new LRUCache<string, KeptStatement>({ max: maxStatements });

	constructor(path: string, timeout: number, settings: readonly string[]) {
		this.#connection = new Libsql(path, { timeout });
		for (const one of settings) this.#connection.exec(one);
	}

	/** @throws the driver's error; the statement is prepared anew next time */
	run({ sql, args }: Query): ResultSet {
		const kept = this.#statements.get(sql) ?? this.#prepare(sql);
		// A statement that has failed is not used again.
		this.#statements.delete(sql);
		const { Cells, columns, columnTypes } = kept;
		const rows = (kept.statement.all(args) as unknown[][]).map((cells) => new Cells(cells));
		if (rows[0] && rows[0].length !== columns.length) throw new Error('The columns have changed.');
		this.#statements.set(sql, kept);
		const result = { columns, columnTypes, rows, rowsAffected: 0, lastInsertRowid: undefined };
		return { ...result, toJSON: () => result };
	}

	close(): void {
		this.#statements.clear();
		this.#connection.close();
	}

	#prepare(sql: string): KeptStatement {
		const statement = this.#connection.prepare(sql);
		statement.safeIntegers(true).raw(true);
		const described = statement.columns();
		const columns = described.map(({ name }) => name);
		const columnTypes = described.map(({ type }) => type ?? '');
		return { statement, columns, columnTypes, Cells: cellsOf(columns) };
	}
}

/** Makes the class of a statement's rows: cells by index and, as the row's own properties, by column. */
function cellsOf(columns: readonly string[]): KeptStatement['Cells'] {
	// Of two columns with one name, the first counts.
	const named = [...columns.keys()].filter((index) => columns.indexOf(columns[index]!) === index);
	class Cells {
		readonly #cells: readonly Value[];

		constructor(cells: readonly unknown[]) {
			const values = cells.map(toValue);
			this.#cells = values;
			for (const index of named) (this as unknown as Row)[columns[index]!] = values[index]!;
		}

		get length() {
			return this.#cells.length;
		}

		static {
			for (const index of columns.keys())
				Object.defineProperty(this.prototype, index, {
					get(this: Cells) {
						return this.#cells[index];
					}
				});
		}
	}
	return Cells as unknown as KeptStatement['Cells'];
}

/** @throws RangeError if an integer is too large for a number */
function toValue(cell: unknown): Value {
	if (typeof cell === 'bigint') {
		const number = Number(cell);
		if (!Number.isSafeInteger(number)) throw new RangeError('An integer is too large for a number.');
		return number;
	}
	return cell instanceof Buffer ? (cell.buffer as ArrayBuffer) : (cell as Value);
}
