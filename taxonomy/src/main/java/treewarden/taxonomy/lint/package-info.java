/** The community's yamllint rules: its Java port for any configuration, and a shortcut for files that plainly pass. */
@NullMarked
package treewarden.taxonomy.lint;

import org.jspecify.annotations.NullMarked;
