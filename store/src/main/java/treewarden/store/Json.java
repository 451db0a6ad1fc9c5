package treewarden.store;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.PlannedLeaf;

/**
 * Domain records as JSON text in a row.
 *
 * <p>A value of a sealed interface carries a property {@code type}: the record's simple name in kebab case, such as
 * {@code show-comment}. So a record that is stored can be moved, but renaming it needs a migration. Old rows stay readable:
 * properties that are no longer known are passed over, and a list that is not there is empty.
 */
final class Json {
    private static final JsonMapper MAPPER = mapper();

    private Json() {}

    /** The text of a value, with the type of which {@code as} is declared. */
    static String write(Object value, Class<?> as) {
        try {
            return MAPPER.writerFor(as).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + as.getSimpleName(), e);
        }
    }

    static <T> T read(String text, Class<T> as) {
        try {
            return MAPPER.readValue(text, as);
        } catch (JsonProcessingException e) {
            throw unreadable(as.getSimpleName(), e);
        }
    }

    static <T> String writeList(List<T> values, Class<T> of) {
        try {
            return MAPPER.writerFor(MAPPER.getTypeFactory().constructCollectionType(List.class, of))
                    .writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: list of " + of.getSimpleName(), e);
        }
    }

    static <T> List<T> readList(String text, Class<T> of) {
        try {
            return MAPPER.readValue(text, MAPPER.getTypeFactory().constructCollectionType(List.class, of));
        } catch (JsonProcessingException e) {
            throw unreadable("list of " + of.getSimpleName(), e);
        }
    }

    private static IllegalStateException unreadable(String what, JsonProcessingException e) {
        return new IllegalStateException(
                "A stored " + what + " cannot be read by this version of Treewarden: " + e.getOriginalMessage(), e);
    }

    private static JsonMapper mapper() {
        var mapper = JsonMapper.builder()
                .annotationIntrospector(new SealedTypes())
                .addModule(moments())
                .addMixIn(PlannedLeaf.class, StoredPlannedLeaf.class)
                // isError() and its like are computed, not stored.
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        for (Class<?> many : List.of(List.class, Set.class)) {
            mapper.configOverride(many).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        }
        return mapper;
    }

    /** A moment is its ISO text, which people can read and both databases can hold. */
    private static SimpleModule moments() {
        return new SimpleModule()
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addDeserializer(Instant.class, new FromStringDeserializer<Instant>(Instant.class) {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected Instant _deserialize(String text, DeserializationContext context) {
                        return Instant.parse(text);
                    }
                });
    }

    /** Names the records of a sealed interface, so that nobody has to list them a second time. */
    private static final class SealedTypes extends JacksonAnnotationIntrospector {
        @Override
        public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
            if (annotated instanceof AnnotatedClass type && isSealed(sealedRoot(type.getRawType()))) {
                return JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "type", null, false, true);
            }
            return super.findPolymorphicTypeInfo(config, annotated);
        }

        @Override
        public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
            var type = annotated.getRawType();
            if (isSealed(type)) {
                return Arrays.stream(type.getPermittedSubclasses())
                        .map(record -> new NamedType(record, kebab(record.getSimpleName())))
                        .toList();
            }
            return super.findSubtypes(annotated);
        }

        @Override
        public @Nullable String findTypeName(AnnotatedClass type) {
            return isSealed(sealedRoot(type.getRawType()))
                    ? kebab(type.getRawType().getSimpleName())
                    : super.findTypeName(type);
        }

        private static Class<?> sealedRoot(Class<?> type) {
            for (Class<?> parent : type.getInterfaces()) {
                if (isSealed(parent)) {
                    return parent;
                }
            }
            return type;
        }

        private static boolean isSealed(Class<?> type) {
            return type.isInterface() && type.isSealed();
        }

        private static String kebab(String name) {
            return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        }
    }
}
