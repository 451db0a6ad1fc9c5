/**
 * What the pages in {@code templates/pages} show, as records: every number counted, every address made, every time in
 * words. Texts in them are untrusted and are escaped by the pages. Public only because the pages' classes have a package
 * of their own.
 */
@NullMarked
package treewarden.web.view;

import org.jspecify.annotations.NullMarked;
