/** HTML that is safe by construction: what is text stays text, and Markdown of strangers cannot become more than Markdown. */
@NullMarked
package treewarden.sandbox.html;

import org.jspecify.annotations.NullMarked;
