package treewarden.sdg.engine;

import treewarden.sdg.block.Row;

/**
 * A row that did not make it.
 *
 * @param row as it was when it was rejected
 * @param block the block that rejected it
 * @param reason why, one line; it may quote the teacher: untrusted text
 */
public record Rejection(Row row, String block, String reason) {}
