package treewarden.taxonomy.rules;

import java.util.List;

/** The rules, in the order in which they are made and documented. */
public final class Rules {
    public static final List<Rule> ALL = List.of(
            new Placement(),
            new WrongKind(),
            new AttributionPresent(),
            new AttributionFields(),
            new Licence(),
            new TemplateOnly(),
            new RepeatedExample(),
            new KnownExample(),
            new TooLong(),
            new LongContext(),
            new PinnedDocument(),
            new PersonalData(),
            new HiddenCharacter(),
            new BidirectionalCharacter());

    private Rules() {}
}
