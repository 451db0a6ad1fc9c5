package treewarden.domain;

import org.jspecify.annotations.Nullable;

/** A seed example of a skill; only a grounded one has a context. */
public record SkillExample(@Nullable String context, String question, String answer) {}
