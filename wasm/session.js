// Joined to Emscripten's glue, inside its factory: what standfirst.d.ts declares, of
// the functions in bindings.cc.
(function() {
  // In the order of json_value_of.cc.
  var KINDS = ['null', 'boolean', 'number', 'string', 'array', 'object', 'undefined', 'function'];

  // What the options' reader asks JavaScript for: numbers alone cross by Embind, and
  // handles of values.
  function withReaders(value) {
    return {
      value,
      kindOf: (one) => KINDS.indexOf(
          one === null ? 'null' : Array.isArray(one) ? 'array' : typeof one),
      keysOf: Object.keys,
      copyUnits: (text, address) => {
        for (var at = 0; at < text.length; ++at) HEAPU16[address / 2 + at] = text.charCodeAt(at);
      },
    };
  }

  function Session(address) {
    this.address = address || Module['create']();
  }
  var methods = Session.prototype;
  ['loadModel', 'analyse', 'advance', 'stage', 'fraction', 'summarise', 'resultPointer',
    'resultLength', 'close', 'share', 'delete'].forEach((name) => {
    methods[name] = function(...given) {
      if (this.isDeleted()) throw new Error('The session was deleted.');
      var options = { 'analyse': 2, 'summarise': 0 }[name];
      if (options < given.length) given[options] = withReaders(given[options]);
      return Module[name](this.address, ...given);
    };
  });
  var share = methods.share, remove = methods['delete'];
  methods.share = function(...given) { return new Session(share.apply(this, given)); };
  methods['delete'] = function(...given) { remove.apply(this, given); this.address = 0; };
  methods.isDeleted = function() { return !this.address; };
  Module['Session'] = Session;
  Module['version'] = () => {
    var at = Module['versionPointer']();
    return String.fromCharCode(...HEAPU8.subarray(at, at + Module['versionLength']()));
  };
})();
