import { z } from 'zod';
import { planFileSchema } from '$lib/forms/plan-file/plan-file';
import type { RequestHandler } from './$types';

/** JSON Schema of the plan file, generated from its zod schema. */
const schema = JSON.stringify(z.toJSONSchema(planFileSchema, { io: 'input' }), null, 2);

export const GET: RequestHandler = () =>
	new Response(schema, { headers: { 'Content-Type': 'application/schema+json; charset=utf-8' } });
