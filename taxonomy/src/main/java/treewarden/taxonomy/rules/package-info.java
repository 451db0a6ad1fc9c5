/** What the community expects of a leaf beyond its schema: one class a rule, all of them listed in {@link Rules}. */
@NullMarked
package treewarden.taxonomy.rules;

import org.jspecify.annotations.NullMarked;
