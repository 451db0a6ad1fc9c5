package treewarden.sdg.block;

import treewarden.domain.Score;

/**
 * What a judge said of a row: advice, never an approval.
 *
 * @param column the column that holds the score
 * @param reason why, one line; empty where it gave none. Model output: untrusted text
 */
public record Judgement(String column, Score score, String reason) {}
