/** How people sign in to the pages with their account on the code host. */
@NullMarked
package treewarden.app.signin;

import org.jspecify.annotations.NullMarked;
