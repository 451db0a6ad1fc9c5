/** What the pages show, for programs: one list of operations, from which the routes and their description are made. */
@NullMarked
package treewarden.web.api;

import org.jspecify.annotations.NullMarked;
