/* Dates, times and numbers; separate files, so that a page loads only those it uses. */
export * from './format/date';
export * from './format/moment';
export * from './format/number';
