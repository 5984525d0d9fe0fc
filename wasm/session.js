// Joined to Emscripten's glue, inside its factory: the class that standfirst.d.ts
// declares, of the functions in bindings.cc.
(function() {
  function Session(address) {
    this.address = address || Module['create']();
  }
  var methods = Session.prototype;
  ['loadModel', 'analyse', 'advance', 'stage', 'fraction', 'summarise', 'resultPointer',
    'resultLength', 'close', 'share', 'delete'].forEach(function(name) {
    methods[name] = function() {
      if (methods.isDeleted.call(this)) throw new Error('The session was deleted.');
      return Module[name].apply(null, [this.address].concat(Array.from(arguments)));
    };
  });
  var share = methods.share, remove = methods['delete'];
  methods.share = function() { return new Session(share.apply(this, arguments)); };
  methods['delete'] = function() { remove.apply(this, arguments); this.address = 0; };
  methods.isDeleted = function() { return !this.address; };
  Module['Session'] = Session;
})();
