/** What changed since somebody last judged a contribution, so that nobody reads twice what they have read. */
@NullMarked
package treewarden.web.review;

import org.jspecify.annotations.NullMarked;
