-- Turn the XHTML of many files into Word files in one process. Reads the jobs as JSON, writes each file where its job
-- says; the reader and the writer get no chance to fetch anything, because a picture that the job doesn't bring is an
-- error.

local LANGUAGE = 'en-GB'
-- A table ends where its last line is drawn, and what follows would touch it.
local GAP = pandoc.RawBlock('openxml',
  '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="140" w:lineRule="exact" /></w:pPr></w:p>')

-- The style of a box reaches its lists only when their lines are paragraphs.
local function styled_lists(div)
  local style = div.attributes['custom-style']
  if not style or not style:match('^Callout ') then return nil end
  return div:walk { Plain = function(plain) return pandoc.Para(plain.content) end }
end

local function with_gap(table)
  return { table, GAP }
end

local function contents_of(path)
  local file = assert(io.open(path, 'rb'))
  local contents = file:read('a')
  file:close()
  return contents
end

-- Gives each picture the dots that the job brings, and the width that they are meant for.
local function brought(pictures)
  return function(image)
    local picture = pictures[image.src]
    if not picture then error('nobody brought the picture ' .. image.src) end
    pandoc.mediabag.insert(image.src, 'image/png', contents_of(picture.file))
    image.attributes.width = picture.width
    return image
  end
end

local jobs = pandoc.json.decode(io.read('a'), false)
local options = pandoc.WriterOptions { reference_doc = jobs.reference }

for _, job in ipairs(jobs.files) do
  -- Without the automatic names of headings, which would be the same in every document of a file.
  local document = pandoc.read(job.html, 'html+epub_html_exts-auto_identifiers')
  document = document:walk { Image = brought(job.pictures), Div = styled_lists, Table = with_gap }
  document.meta.title = pandoc.MetaInlines(pandoc.Inlines(job.title))
  document.meta.lang = LANGUAGE
  local file = assert(io.open(job.target, 'wb'))
  file:write(pandoc.write(document, 'docx', options))
  file:close()
  pandoc.mediabag.empty()
end
