/** Findings written out: for people at a terminal, as JSON lines, as GitHub's workflow commands, as SARIF. */
@NullMarked
package treewarden.taxonomy.report;

import org.jspecify.annotations.NullMarked;
