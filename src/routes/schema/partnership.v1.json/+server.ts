import { z } from 'zod';
import { partnershipFileSchema } from '$lib/forms/partnership-file';
import type { RequestHandler } from './$types';

/** JSON Schema of the partnership file, generated from its zod schema. */
const schema = JSON.stringify(z.toJSONSchema(partnershipFileSchema, { io: 'input' }), null, 2);

export const GET: RequestHandler = () =>
	new Response(schema, { headers: { 'Content-Type': 'application/schema+json; charset=utf-8' } });
