package treewarden.sdg.block;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The block types there are, by their names in pipeline files. A new one is a class and a line here. */
public final class BlockTypes {
    private static final Map<String, Function<BlockConfig, Block>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("LLMBlock", LlmBlock::read);
        ALL.put("ConditionalLLMBlock", ConditionalLlmBlock::read);
        ALL.put("LLMMessagesBlock", MessagesBlock::read);
        // In the ecosystem too it does no more than its parent: what it would add is commented out there.
        ALL.put("LLMLogProbBlock", LlmBlock::read);
        ALL.put("IterBlock", IterBlock::read);
        ALL.put("FilterByValueBlock", FilterByValueBlock::read);
        ALL.put("CombineColumnsBlock", CombineColumnsBlock::read);
        ALL.put("DuplicateColumnsBlock", DuplicateColumnsBlock::read);
        ALL.put("FlattenColumnsBlock", FlattenColumnsBlock::read);
        ALL.put("RenameColumnsBlock", RenameColumnsBlock::read);
        ALL.put("SamplePopulatorBlock", SamplePopulatorBlock::read);
        ALL.put("SelectorBlock", SelectorBlock::read);
        ALL.put("SetToMajorityValueBlock", SetToMajorityValueBlock::read);
    }

    private BlockTypes() {}

    public static Set<String> names() {
        return ALL.keySet();
    }

    /** The block of this type, read from its settings; empty where there is no such type. */
    public static Optional<Block> read(String type, BlockConfig config) {
        var block = readPart(type, config);
        if (block.isPresent()) {
            config.end();
        }
        return block;
    }

    /** The same where the settings also hold those of a block around it, which tells the unknown ones. */
    static Optional<Block> readPart(String type, BlockConfig config) {
        return Optional.ofNullable(ALL.get(type)).map(reader -> reader.apply(config));
    }
}
