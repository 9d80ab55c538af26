/**
 * Texts of any UTF-16 units, halves of surrogate pairs included, with ASCII as likely as the rest.
 * (fast-check's own "binary" unit takes a second to set up.)
 */
import fc from "fast-check";

const unit = fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff }));

export const anyText = fc.array(unit, { maxLength: 60 }).map((units) => String.fromCharCode(...units));
