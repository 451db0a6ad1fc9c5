package treewarden.web;

import java.util.List;
import treewarden.domain.KnowledgeExample;
import treewarden.domain.Leaf;
import treewarden.domain.QuestionAndAnswer;
import treewarden.domain.SkillExample;
import treewarden.web.view.ReadLeaf;
import treewarden.web.view.ReadLeaf.Fact;
import treewarden.web.view.ReadLeaf.Pair;
import treewarden.web.view.ReadLeaf.Seed;

/** A leaf as people read it. */
final class DescribeLeaf {
    private final LinkDocuments link;

    DescribeLeaf(LinkDocuments link) {
        this.link = link;
    }

    ReadLeaf of(Leaf leaf, String address) {
        if (leaf instanceof Leaf.Skill skill) {
            return new ReadLeaf(
                    skill.path(),
                    address,
                    skill.kind().words(),
                    skill.version(),
                    skill.createdBy(),
                    List.of(new Fact("Task", skill.taskDescription())),
                    null,
                    skill.examples().stream().map(DescribeLeaf::seed).toList());
        }
        var knowledge = (Leaf.Knowledge) leaf;
        return new ReadLeaf(
                knowledge.path(),
                address,
                knowledge.kind().words(),
                knowledge.version(),
                knowledge.createdBy(),
                List.of(new Fact("Domain", knowledge.domain()), new Fact("Outline", knowledge.documentOutline())),
                link.of(knowledge.document()),
                knowledge.examples().stream().map(DescribeLeaf::seed).toList());
    }

    private static Seed seed(SkillExample example) {
        var context = example.context();
        return new Seed(context == null ? "" : context, List.of(new Pair(example.question(), example.answer())));
    }

    private static Seed seed(KnowledgeExample example) {
        return new Seed(
                example.context(),
                example.questionsAndAnswers().stream().map(DescribeLeaf::pair).toList());
    }

    private static Pair pair(QuestionAndAnswer each) {
        return new Pair(each.question(), each.answer());
    }
}
