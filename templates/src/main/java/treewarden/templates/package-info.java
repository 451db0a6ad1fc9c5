/**
 * What Treewarden says: the comment on a pull request, the check run's summary, and the one renderer through which
 * untrusted text passes on its way into Markdown.
 */
@NullMarked
package treewarden.templates;

import org.jspecify.annotations.NullMarked;
