package treewarden.domain;

import java.util.List;

/**
 * A folder of the taxonomy with a {@code qna.yaml} that was read and found well-formed.
 *
 * <p>Its {@link #path()} is that of the folder, with forward slashes, from the root of the taxonomy: {@code
 * compositional_skills/writing/haiku}.
 */
public sealed interface Leaf {
    String path();

    /** The schema version that the file declares. */
    int version();

    String createdBy();

    LeafKind kind();

    /** How many seed examples the contributor wrote. */
    int seedCount();

    /** A skill; grounded when its examples have a context, which the first example decides. */
    record Skill(String path, int version, String createdBy, String taskDescription, List<SkillExample> examples)
            implements Leaf {
        public Skill {
            examples = List.copyOf(examples);
        }

        @Override
        public LeafKind kind() {
            return !examples.isEmpty() && examples.get(0).context() != null
                    ? LeafKind.GROUNDED_SKILL
                    : LeafKind.FREEFORM_SKILL;
        }

        @Override
        public int seedCount() {
            return examples.size();
        }
    }

    /** Knowledge: facts of a document, with contexts out of it and questions on each. */
    record Knowledge(
            String path,
            int version,
            String createdBy,
            String domain,
            String documentOutline,
            DocumentSource document,
            List<KnowledgeExample> examples)
            implements Leaf {
        public Knowledge {
            examples = List.copyOf(examples);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.KNOWLEDGE;
        }

        @Override
        public int seedCount() {
            return examples.size();
        }
    }
}
