#include "scenario/yaml_document.hpp"

#include <map>
#include <set>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "scenario/text_file.hpp"
#include "scenario/yaml_mistakes.hpp"
#include "scenario/yaml_source.hpp"

namespace stepdown {
namespace {

/// Ends the parse from inside the library.
struct StopReading {
    Diagnostics reason;
};

/// Builds the tree from the library's events rather than from its own tree, which neither counts depth nor the size of
/// what aliases expand to before it is too late.
class TreeBuilder : public YAML::EventHandler {
public:
    TreeBuilder(const YamlSource& source, Diagnostics& diagnostics) : source_(source), diagnostics_(diagnostics) {}

    bool has_root() const { return has_root_; }
    Node take_root() { return std::move(root_); }
    /// Reading stopped at a second document: the first one is whole.
    bool has_several_documents() const { return several_documents_; }
    /// Where the last value begins, if it is a quoted one.
    std::optional<std::size_t> last_quote() const { return last_quote_; }
    /// The innermost bracket still open.
    std::optional<std::size_t> open_bracket() const;

    void OnDocumentStart(const YAML::Mark& mark) override;
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { end_container(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override { end_container(); }

private:
    /// A map or list whose end has not come yet.
    struct OpenContainer {
        Node node;
        YAML::anchor_t anchor;
        std::size_t offset;
        bool awaits_value = false;
        /// The key that awaits its value; nullopt for one that was refused.
        std::optional<Node> key{};
        std::set<std::string> known_keys{};
    };
    struct Anchored {
        Node node;
        std::size_t count;
    };

    std::size_t offset(const YAML::Mark& mark) const { return source_.offset(mark.line, mark.column); }
    bool awaits_value() const { return !open_.empty() && open_.back().awaits_value; }
    bool awaits_key() const { return !open_.empty() && open_.back().node.is_map() && !open_.back().awaits_value; }
    void begin_container(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor);
    void end_container();
    void finish(Node node, YAML::anchor_t anchor);
    void attach(Node node);
    void take_key(Node node);
    void report_tag(std::size_t offset, const std::string& tag);
    void report_empty(const Node& node, std::size_t offset);
    /// Puts `1` and the key `000` together again, which brackets took apart at the comma of `1,000`: the value's reader says the
    /// rest.
    bool join_number();
    /// Takes `iop:0.6` apart into the key that awaits its value and `node`, its value.
    bool split_run_together(Node& node);
    void count(std::size_t nodes, const SourcePlace& place);
    [[noreturn]] void stop(SourcePlace place, std::string code, std::string message, std::string hint);

    const YamlSource& source_;
    Diagnostics& diagnostics_;
    std::vector<OpenContainer> open_;
    std::map<YAML::anchor_t, Anchored> anchored_;
    std::size_t anchored_nodes_ = 0;
    std::size_t nodes_ = 0;
    Node root_;
    bool has_root_ = false;
    bool document_begun_ = false;
    bool several_documents_ = false;
    std::optional<std::size_t> last_quote_;
};

void TreeBuilder::stop(SourcePlace place, std::string code, std::string message, std::string hint) {
    StopReading reading;
    reading.reason.error(std::move(place), std::move(code), std::move(message), std::move(hint));
    throw reading;
}

void TreeBuilder::count(std::size_t nodes, const SourcePlace& place) {
    nodes_ += nodes;
    if (nodes_ <= most_nodes) return;
    stop(place, "too-many-values", fmt::format("the file has more than {} values, aliases written out", most_nodes),
         "repeat less, or split the scenario");
}

std::optional<std::size_t> TreeBuilder::open_bracket() const {
    for (auto container = open_.rbegin(); container != open_.rend(); ++container) {
        const std::size_t start = source_.past_anchor(container->offset);
        if (start < source_.text().size() && (source_.text()[start] == '{' || source_.text()[start] == '[')) return start;
    }
    return std::nullopt;
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
    const std::size_t start = offset(mark);
    if (document_begun_ && source_.is_document_mark(start)) {
        several_documents_ = true;
        stop(source_.place(start), "several-documents", "a second document begins here; a scenario is one document",
             "remove the `---`, or put what follows into a file of its own");
    }
    if (document_begun_) {
        stop(source_.place(start), "yaml-syntax", "this line does not line up with the lines above it",
             "lines of one list or map begin in the same column");
    }
    document_begun_ = true;
}

void TreeBuilder::report_tag(std::size_t offset, const std::string& tag) {
    if (tag.empty() || tag == "?" || (tag == "!" && !source_.has_tag(offset))) return;
    diagnostics_.error(source_.place(offset), "yaml-tag", "a tag (`!`) on a value; scenarios have none",
                       "remove the tag, or put a text that begins with `!` in quotes");
}

void TreeBuilder::report_empty(const Node& node, std::size_t offset) {
    const bool written = source_.is_null_word(offset);
    const bool in_brackets = !open_.empty() && source_.text().substr(source_.past_anchor(open_.back().offset)).starts_with('{');
    if (!awaits_value()) {
        diagnostics_.error(node.place, "empty-value", "an empty value",
                           "write the value; a list item without one can be removed, and `none` removes an entry");
    } else if (const auto& key = open_.back().key) {
        diagnostics_.error(
            node.place, "empty-value",
            written ? fmt::format("`{}` has an empty value", key->text) : fmt::format("`{}` has no value", key->text),
            !written && in_brackets ? hint_for_lonely_key(open_.back().node, *key)
                                    : "write the value, leave the key out for its default, or `none` to remove an entry");
    }
}

bool TreeBuilder::split_run_together(Node& node) {
    if (!awaits_value() || !open_.back().key) return false;
    Node& key = *open_.back().key;
    if (key.quoted || !is_missing_space(key.text)) return false;
    diagnostics_.error(key.place, "missing-space", fmt::format("`{}` is a key without a value", key.text),
                       "put a space after the colon");
    // What was meant is clear: what is said about it later is said about the key and the value.
    const auto colon = key.text.find(':');
    node = Node::scalar(key.text.substr(colon + 1), key.place);
    key.text.resize(colon);
    return true;
}

bool TreeBuilder::join_number() {
    if (!awaits_value() || !open_.back().key || open_.back().node.entries.empty()) return false;
    Node& before = open_.back().node.entries.back().value;
    if (!is_number_split(before, *open_.back().key)) return false;
    before.text += "," + open_.back().key->text;
    open_.back().known_keys.erase(open_.back().key->text);
    open_.back().key.reset();
    return true;
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    const std::size_t start = offset(mark);
    Node node;
    node.place = source_.place(start);
    if (open_.empty()) return;
    const std::size_t value = source_.past_anchor(start);
    const bool written = source_.is_null_word(value);
    if (awaits_key()) {
        if (written) node.text = source_.word_at(value);
        return finish(std::move(node), anchor);
    }
    if (!written && join_number()) return finish(std::move(node), anchor);
    // Where nothing is written the library points at whatever comes next.
    if (!written && open_.back().node.is_map() && open_.back().key) node.place = open_.back().key->place;
    if (!written && open_.back().node.is_sequence()) node.place = source_.place(source_.dash_before(start));
    if (written || !split_run_together(node)) report_empty(node, value);
    finish(std::move(node), anchor);
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) {
    const std::size_t start = offset(mark);
    report_tag(start, tag);
    if (source_.is_unclosed_quote(start)) {
        stop(source_.place(start), "yaml-syntax", "a quote that is opened here and never closed", "");
    }
    Node node = Node::scalar(value, source_.place(start));
    node.quoted = tag == "!";
    last_quote_ = node.quoted ? std::optional(start) : std::nullopt;
    finish(std::move(node), anchor);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
    const auto place = source_.place(offset(mark));
    const auto found = anchored_.find(anchor);
    if (found == anchored_.end()) stop(place, "alias-loop", "an alias (`*`) inside the very value it stands for", "");
    count(found->second.count, place);
    attach(found->second.node);
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value /*style*/) {
    begin_container(Node::Kind::sequence, mark, tag, anchor);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value /*style*/) {
    begin_container(Node::Kind::map, mark, tag, anchor);
}

void TreeBuilder::begin_container(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    const std::size_t start = offset(mark);
    if (open_.size() >= deepest_nesting) {
        stop(source_.place(start), "nested-too-deep",
             fmt::format("more than {} maps and lists inside one another", deepest_nesting), "");
    }
    report_tag(start, tag);
    Node node;
    node.kind = kind;
    node.place = source_.place(start);
    open_.push_back({std::move(node), anchor, start});
}

void TreeBuilder::end_container() {
    auto container = std::move(open_.back());
    open_.pop_back();
    finish(std::move(container.node), container.anchor);
}

void TreeBuilder::finish(Node node, YAML::anchor_t anchor) {
    count(1, node.place);
    if (anchor != YAML::NullAnchor) {
        const std::size_t size = node_count(node);
        anchored_nodes_ += size;
        // Anchors within anchors are kept once each: without a cap of their own they could cost depth times the file.
        if (anchored_nodes_ > most_nodes) {
            stop(node.place, "too-many-values", fmt::format("anchors (`&`) on more than {} values", most_nodes), "");
        }
        anchored_[anchor] = {node, size};
    }
    attach(std::move(node));
}

void TreeBuilder::attach(Node node) {
    if (open_.empty()) {
        root_ = std::move(node);
        has_root_ = true;
    } else if (awaits_key()) {
        take_key(std::move(node));
    } else if (open_.back().node.is_sequence()) {
        open_.back().node.items.push_back(std::move(node));
    } else {
        auto& container = open_.back();
        container.awaits_value = false;
        if (!container.key) return;
        container.node.entries.push_back({container.key->text, container.key->place, std::move(node)});
        container.key.reset();
    }
}

void TreeBuilder::take_key(Node node) {
    auto& container = open_.back();
    container.awaits_value = true;
    container.key.reset();
    if (node.is_null() && !node.text.empty()) {
        diagnostics_.error(node.place, "null-key", fmt::format("`{}` means nothing in YAML and cannot be a name", node.text),
                           "choose another word");
        // It is followed as if it were a word, or all that names it would be mistakes too.
        node.kind = Node::Kind::scalar;
        if (node.text != "~" && container.known_keys.insert(node.text).second) container.key = std::move(node);
    } else if (node.is_null()) {
        diagnostics_.error(node.place, "null-key", "a value without a key", "write the key before the colon");
    } else if (!node.is_scalar()) {
        diagnostics_.error(node.place, "key-not-text", fmt::format("{} as a key; a key is a word", kind_in_words(node)),
                           "put a key that begins with a bracket in quotes");
    } else if (node.text == "<<" && !node.quoted) {
        diagnostics_.error(node.place, "merge-key", "`<<` does not merge maps here",
                           "use `extends` for another file, or an alias (`*name`) for a whole value");
    } else if (!container.known_keys.insert(node.text).second) {
        const auto* first = container.node.find_entry(node.text);
        diagnostics_.error(node.place, "duplicate-key", fmt::format("`{}` is there twice", node.text),
                           fmt::format("the first is in line {}, column {}", first->key_place.line, first->key_place.column));
    } else {
        container.key = std::move(node);
    }
}

Diagnostic syntax_problem(const YAML::ParserException& problem, const TreeBuilder& builder, const YamlSource& source) {
    const std::size_t offset = source.offset(problem.mark.line, problem.mark.column);
    if (const auto key = overlong_key(source.text())) {
        return {Severity::error, source.place(*key), "yaml-syntax", "a name of more than 1,024 characters",
                "choose a shorter one"};
    }
    const auto bracket = builder.open_bracket();
    if (bracket && problem.msg.find("flow not found") != std::string::npos) {
        return {Severity::error, source.place(*bracket), "yaml-syntax", "a bracket that is opened here and never closed", ""};
    }
    auto place = source.place(offset);
    std::string hint = hint_for_syntax(problem.msg, source, offset, builder.last_quote());
    return {Severity::error, std::move(place), "yaml-syntax", syntax_in_plain_words(problem.msg), std::move(hint)};
}

/// Feeds the documents of the text to the builder. What ends the reading is the only problem that is then reported.
bool build_tree(TreeBuilder& builder, const YamlSource& source, Diagnostics& found, Diagnostics& diagnostics) {
    try {
        std::istringstream stream{std::string(source.text())};
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {}
        diagnostics.append(found);
        return true;
    } catch (const StopReading& stop) {
        if (builder.has_several_documents()) diagnostics.append(found);
        diagnostics.append(stop.reason);
        return builder.has_several_documents();
    } catch (const YAML::ParserException& problem) {
        auto [severity, place, code, message, hint] = syntax_problem(problem, builder, source);
        diagnostics.error(std::move(place), std::move(code), std::move(message), std::move(hint));
        return false;
    }
}

void set_places(Node& node, const SourcePlace& place) {
    node.place = place;
    for (auto& item : node.items) set_places(item, place);
    for (auto& entry : node.entries) {
        entry.key_place = place;
        set_places(entry.value, place);
    }
}

}  // namespace

std::optional<Node> read_yaml_text(std::string_view text, const std::string& file_name, Diagnostics& diagnostics) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (!is_readable_text(text, file_name, diagnostics)) return std::nullopt;
    const YamlSource source(text, file_name);
    if (const auto tab = source.tab_indentation()) {
        diagnostics.error(*tab, "tab-indentation", "a tab at the beginning of a line", "indent with spaces");
        return std::nullopt;
    }
    Diagnostics found;
    TreeBuilder builder(source, found);
    if (!build_tree(builder, source, found, diagnostics)) return std::nullopt;
    if (!builder.has_root()) {
        diagnostics.error({file_name, 1, 1}, "empty-file", "the file is empty");
        return std::nullopt;
    }
    return builder.take_root();
}

std::optional<Node> read_yaml_file(const std::string& path, const SourcePlace& named_at, Diagnostics& diagnostics) {
    const auto text = read_text_file(path, named_at, diagnostics);
    if (!text) return std::nullopt;
    return read_yaml_text(*text, path, diagnostics);
}

std::optional<Node> read_yaml_file(const std::string& path, Diagnostics& diagnostics) {
    return read_yaml_file(path, {path, 0, 0}, diagnostics);
}

std::optional<Node> read_yaml_value(std::string_view text, const SourcePlace& place, Diagnostics& diagnostics) {
    // Brackets around it make it flow, and a line break ends a comment in it.
    const auto bracketed = fmt::format("[{}\n]", text);
    Diagnostics problems;
    auto list = read_yaml_text(bracketed, place.file, problems);
    for (const auto& problem : problems.entries()) diagnostics.error(place, problem.code, problem.message, problem.hint);
    if (!list || !list->is_sequence()) return std::nullopt;
    join_split_number(list->items);
    if (list->items.size() != 1) {
        diagnostics.error(place, list->items.empty() ? "empty-value" : "yaml-syntax",
                          list->items.empty() ? "there is no value after the `=`" : "one value is needed, not several",
                          list->items.empty() ? "" : "a list stands in square brackets: `[mon, wed]`");
        return std::nullopt;
    }
    set_places(list->items[0], place);
    return std::move(list->items[0]);
}

}  // namespace stepdown
