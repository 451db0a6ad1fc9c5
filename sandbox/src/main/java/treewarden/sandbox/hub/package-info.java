/**
 * A Hugging Face Hub for tests and demonstrations: repositories with branches, tags and commits, large objects by basic
 * and multipart transfer, private repositories and tokens with a scope. The official Python client uploads to it and
 * downloads from it, with {@code HF_HUB_DISABLE_XET=1}.
 */
@NullMarked
package treewarden.sandbox.hub;

import org.jspecify.annotations.NullMarked;
